/** Permissions (authorization): which caller may act on which target. */
@NullMarked
package app.pizoo.switchboard.server.permissions;

import org.jspecify.annotations.NullMarked;
