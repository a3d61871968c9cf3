// Another third of all tests, as in lane-1.run.js.
import './console-video.test.js';
import './console-devices.test.js';
import './console-socket.test.js';
