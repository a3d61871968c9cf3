/** What several plugins need to work with Twilio; start at {@link TwilioAccount}. */
@NullMarked
package app.pizoo.switchboard.twilio;

import org.jspecify.annotations.NullMarked;
