/** Counting uses against rules. */
@NullMarked
package app.pizoo.switchboard.server.limits;

import org.jspecify.annotations.NullMarked;
