/** The database: connections, transactions, migrations. */
@NullMarked
package app.pizoo.switchboard.server.storage;

import org.jspecify.annotations.NullMarked;
