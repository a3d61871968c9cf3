/** The life cycle of a verification: its row, its attempts, and the requests to Twilio Verify. */
@NullMarked
package app.pizoo.switchboard.verify.verification;

import org.jspecify.annotations.NullMarked;
