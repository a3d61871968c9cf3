// A third of all tests; the other lanes go on beside it, and all take about as long. All of a lane in
// one process, so that they share the browser, the pages and the product.
import './watch.test.js';
import './start.test.js';
import './voice-call.test.js';
import './voice-devices.test.js';
import './voice-end.test.js';
import './voice-phone.test.js';
import './voice-socket.test.js';
import './voice-token.test.js';
import './video.test.js';
import './video-tracks.test.js';
import './video-ends.test.js';
