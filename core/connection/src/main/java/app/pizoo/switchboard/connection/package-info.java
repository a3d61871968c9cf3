/** Timeouts for slow clients, for every HTTP listener. */
@NullMarked
package app.pizoo.switchboard.connection;

import org.jspecify.annotations.NullMarked;
