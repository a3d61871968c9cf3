/** Signed webhooks from the box to the application that uses it. */
@NullMarked
package app.pizoo.switchboard.mock.webhook;

import org.jspecify.annotations.NullMarked;
