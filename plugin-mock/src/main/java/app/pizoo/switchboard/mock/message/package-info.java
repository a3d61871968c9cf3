/** Twilio's Messages API. */
@NullMarked
package app.pizoo.switchboard.mock.message;

import org.jspecify.annotations.NullMarked;
