/** Fixtures for tests of calls and webhooks. */
@NullMarked
package app.pizoo.switchboard.mock.testing;

import org.jspecify.annotations.NullMarked;
