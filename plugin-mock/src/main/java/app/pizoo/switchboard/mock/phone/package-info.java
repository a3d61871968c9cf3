/** Simulated phones. */
@NullMarked
package app.pizoo.switchboard.mock.phone;

import org.jspecify.annotations.NullMarked;
