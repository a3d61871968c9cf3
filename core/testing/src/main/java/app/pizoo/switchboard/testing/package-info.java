/** What the tests of a plugin need: a server, the box, a database in memory, signed webhooks. */
@NullMarked
package app.pizoo.switchboard.testing;

import org.jspecify.annotations.NullMarked;
