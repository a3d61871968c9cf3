/** The command line: one class for each command. */
@NullMarked
package app.pizoo.switchboard.server.cli;

import org.jspecify.annotations.NullMarked;
