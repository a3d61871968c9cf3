// All tests in one process, so that they share the browser, the pages and the product.
import './watch.test.js';
import './start.test.js';
