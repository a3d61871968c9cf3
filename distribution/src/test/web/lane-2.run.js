// Another third of all tests, as in lane-1.run.js.
import './fresh-app.test.js';
import './console.test.js';
import './console-voice.test.js';
import './console-trouble.test.js';
