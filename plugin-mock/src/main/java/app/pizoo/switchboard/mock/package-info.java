/** The box, a Twilio emulator. Start reading at {@link TwilioBox}. */
@NullMarked
package app.pizoo.switchboard.mock;

import org.jspecify.annotations.NullMarked;
