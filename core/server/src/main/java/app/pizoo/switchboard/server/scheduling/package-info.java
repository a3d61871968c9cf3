/** Scheduled tasks: background work of the kernel and of plugins. */
@NullMarked
package app.pizoo.switchboard.server.scheduling;

import org.jspecify.annotations.NullMarked;
