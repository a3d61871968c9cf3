/** Twilio's video rooms: records, REST resources and status callbacks. */
@NullMarked
package app.pizoo.switchboard.mock.room;

import org.jspecify.annotations.NullMarked;
