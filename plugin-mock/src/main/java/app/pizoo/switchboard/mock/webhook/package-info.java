/** Signed calls from the box to the programs that use it. */
@NullMarked
package app.pizoo.switchboard.mock.webhook;

import org.jspecify.annotations.NullMarked;
