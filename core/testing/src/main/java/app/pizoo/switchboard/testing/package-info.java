/** Databases for tests. */
@NullMarked
package app.pizoo.switchboard.testing;

import org.jspecify.annotations.NullMarked;
