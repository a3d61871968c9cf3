/** What a request carries: recipient, channel, code, and what is known of the client. */
@NullMarked
package app.pizoo.switchboard.verify.request;

import org.jspecify.annotations.NullMarked;
