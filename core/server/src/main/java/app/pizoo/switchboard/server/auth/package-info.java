/** Who a caller is: the app's tokens and the kernel's guards. */
@NullMarked
package app.pizoo.switchboard.server.auth;

import org.jspecify.annotations.NullMarked;
