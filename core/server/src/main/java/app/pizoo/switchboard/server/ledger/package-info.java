/** The inbox and the outbox: no acknowledged event is lost, and no send happens twice. */
@NullMarked
package app.pizoo.switchboard.server.ledger;

import org.jspecify.annotations.NullMarked;
