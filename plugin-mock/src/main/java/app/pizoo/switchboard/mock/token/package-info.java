/** Access tokens of the browser SDKs, checked as Twilio does. */
@NullMarked
package app.pizoo.switchboard.mock.token;

import org.jspecify.annotations.NullMarked;
