/** The reasons why a server cannot start, collected and reported together. */
@NullMarked
package app.pizoo.switchboard.server.findings;

import org.jspecify.annotations.NullMarked;
