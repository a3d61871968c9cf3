/** The box's own pages beside Twilio's: account, login, inbox. */
@NullMarked
package app.pizoo.switchboard.mock.box;

import org.jspecify.annotations.NullMarked;
