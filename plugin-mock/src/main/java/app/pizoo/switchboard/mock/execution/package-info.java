/**
 * The call engine: rings devices, fetches TwiML and executes it.
 *
 * <p>All that happens in one call and the calls it dials happens in its {@code SerialExecutor}: one
 * thing after another, never waiting, so that no call needs its own thread.
 */
@NullMarked
package app.pizoo.switchboard.mock.execution;

import org.jspecify.annotations.NullMarked;
