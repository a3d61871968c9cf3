/** Twilio Verify v2. */
@NullMarked
package app.pizoo.switchboard.mock.verify;

import org.jspecify.annotations.NullMarked;
