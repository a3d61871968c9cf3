/** The HTTP and WebSocket server: requests, responses, routes and Twilio's errors. */
@NullMarked
package app.pizoo.switchboard.mock.http;

import org.jspecify.annotations.NullMarked;
