// All tests in one process, so that they share the browser, the pages and the product.
import './watch.test.js';
import './start.test.js';
import './video.test.js';
import './video-tracks.test.js';
import './video-ends.test.js';
