/** Adds voice calls in the browser and to phones; start at {@link VoicePlugin}. */
@NullMarked
package app.pizoo.switchboard.voice;

import org.jspecify.annotations.NullMarked;
