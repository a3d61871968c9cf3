/**
 * Where the browsers of video rooms connect: TCMP v2, which carries RSP v2, as twilio-video 2.36
 * speaks them. The media goes from browser to browser.
 */
@NullMarked
package app.pizoo.switchboard.mock.video;

import org.jspecify.annotations.NullMarked;
