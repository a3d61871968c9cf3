/** Twilio's video rooms, as records. */
@NullMarked
package app.pizoo.switchboard.mock.room;

import org.jspecify.annotations.NullMarked;
