/** Twilio's calls, as records. */
@NullMarked
package app.pizoo.switchboard.mock.call;

import org.jspecify.annotations.NullMarked;
