/** Plans a start, opens everything in order, and closes it in reverse (graceful shutdown). */
@NullMarked
package app.pizoo.switchboard.server.bootstrap;

import org.jspecify.annotations.NullMarked;
