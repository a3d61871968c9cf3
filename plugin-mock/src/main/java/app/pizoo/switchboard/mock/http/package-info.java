/** The box's HTTP edge: requests, replies, routes, and Twilio's errors. */
@NullMarked
package app.pizoo.switchboard.mock.http;

import org.jspecify.annotations.NullMarked;
