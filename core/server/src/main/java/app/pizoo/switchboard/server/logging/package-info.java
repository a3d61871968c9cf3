/** Writes log lines. */
@NullMarked
package app.pizoo.switchboard.server.logging;

import org.jspecify.annotations.NullMarked;
