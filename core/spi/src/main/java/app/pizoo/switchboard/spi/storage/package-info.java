/** The database of a plugin, and the ledger of what comes in and goes out. */
@NullMarked
package app.pizoo.switchboard.spi.storage;

import org.jspecify.annotations.NullMarked;
