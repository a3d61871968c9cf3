/** The HTTPS proxy through which unchanged programs reach the box. */
@NullMarked
package app.pizoo.switchboard.mock.proxy;

import org.jspecify.annotations.NullMarked;
