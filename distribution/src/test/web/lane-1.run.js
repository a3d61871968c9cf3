// One half of all tests; lane-2.run.js goes on beside it, and both take about as long. All of a lane in
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
import './fresh-app.test.js';
import './console.test.js';
