/** Twilio's Messages. */
@NullMarked
package app.pizoo.switchboard.mock.message;

import org.jspecify.annotations.NullMarked;
