/** The kernel's entry, its commands, and the order in which it opens and closes things. */
@NullMarked
package app.pizoo.switchboard.server;

import org.jspecify.annotations.NullMarked;
