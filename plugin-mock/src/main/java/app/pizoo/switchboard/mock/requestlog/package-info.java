/** A log of the requests that programs made to Twilio's REST API. */
@NullMarked
package app.pizoo.switchboard.mock.requestlog;

import org.jspecify.annotations.NullMarked;
