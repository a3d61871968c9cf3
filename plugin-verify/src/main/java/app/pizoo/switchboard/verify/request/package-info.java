/** What a request carries: recipient, channel, code, and the client. */
@NullMarked
package app.pizoo.switchboard.verify.request;

import org.jspecify.annotations.NullMarked;
