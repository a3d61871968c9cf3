/**
 * Carries calls out: rings, asks programs for TwiML, and does what it says.
 *
 * <p>All that happens in one call and the calls it dials happens in its {@code Turns}: one thing
 * after another, never waiting, so that no call has a thread of its own.
 */
@NullMarked
package app.pizoo.switchboard.mock.execution;

import org.jspecify.annotations.NullMarked;
