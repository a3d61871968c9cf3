/** A bounded in-memory store, and SIDs. */
@NullMarked
package app.pizoo.switchboard.mock.store;

import org.jspecify.annotations.NullMarked;
