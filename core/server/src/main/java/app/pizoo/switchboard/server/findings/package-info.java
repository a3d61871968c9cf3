/** What keeps a server from starting, collected and reported at once. */
@NullMarked
package app.pizoo.switchboard.server.findings;

import org.jspecify.annotations.NullMarked;
