/** The signaling of Twilio's voice SDK: browsers register, make calls and receive calls. */
@NullMarked
package app.pizoo.switchboard.mock.voice;

import org.jspecify.annotations.NullMarked;
