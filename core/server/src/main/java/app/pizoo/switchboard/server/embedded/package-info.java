/** The kernel inside another program, for tests of plugins. */
@NullMarked
package app.pizoo.switchboard.server.embedded;

import org.jspecify.annotations.NullMarked;
