/** The account's phone numbers, TwiML applications and caller IDs. */
@NullMarked
package app.pizoo.switchboard.mock.number;

import org.jspecify.annotations.NullMarked;
