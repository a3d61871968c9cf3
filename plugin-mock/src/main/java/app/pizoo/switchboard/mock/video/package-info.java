/**
 * The signaling of video rooms: RSP v2 over TCMP v2, as twilio-video 2.36 uses them. Media flows
 * directly between browsers.
 */
@NullMarked
package app.pizoo.switchboard.mock.video;

import org.jspecify.annotations.NullMarked;
