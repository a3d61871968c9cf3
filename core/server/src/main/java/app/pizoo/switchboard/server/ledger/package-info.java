/** What was acknowledged is not lost; what costs money happens once. */
@NullMarked
package app.pizoo.switchboard.server.ledger;

import org.jspecify.annotations.NullMarked;
