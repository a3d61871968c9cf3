/** Bounded records in memory and the ids that name them. */
@NullMarked
package app.pizoo.switchboard.mock.store;

import org.jspecify.annotations.NullMarked;
