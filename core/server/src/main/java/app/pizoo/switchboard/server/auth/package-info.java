/** Authentication: the app's access tokens and the kernel's guards. */
@NullMarked
package app.pizoo.switchboard.server.auth;

import org.jspecify.annotations.NullMarked;
