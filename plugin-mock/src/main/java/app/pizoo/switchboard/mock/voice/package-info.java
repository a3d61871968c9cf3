/** The signalling of Twilio's voice SDK: browsers that register, call and are called. */
@NullMarked
package app.pizoo.switchboard.mock.voice;

import org.jspecify.annotations.NullMarked;
