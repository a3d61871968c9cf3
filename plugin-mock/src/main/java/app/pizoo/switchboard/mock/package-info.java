/** The box: start at {@link TwilioBox}. */
@NullMarked
package app.pizoo.switchboard.mock;

import org.jspecify.annotations.NullMarked;
