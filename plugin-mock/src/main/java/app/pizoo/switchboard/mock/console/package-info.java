/** The web console and its event stream. */
@NullMarked
package app.pizoo.switchboard.mock.console;

import org.jspecify.annotations.NullMarked;
