/** Who may do what to whom. */
@NullMarked
package app.pizoo.switchboard.server.permissions;

import org.jspecify.annotations.NullMarked;
