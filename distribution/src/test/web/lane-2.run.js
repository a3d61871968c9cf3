// The other half of all tests, as in lane-1.run.js.
import './console-voice.test.js';
import './console-video.test.js';
import './console-devices.test.js';
import './console-socket.test.js';
import './console-trouble.test.js';
