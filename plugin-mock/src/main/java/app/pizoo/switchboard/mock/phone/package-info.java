/** Simulated phones: every number that is called has one. */
@NullMarked
package app.pizoo.switchboard.mock.phone;

import org.jspecify.annotations.NullMarked;
