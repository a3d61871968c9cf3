/** Recordings of calls, with their media. */
@NullMarked
package app.pizoo.switchboard.mock.recording;

import org.jspecify.annotations.NullMarked;
