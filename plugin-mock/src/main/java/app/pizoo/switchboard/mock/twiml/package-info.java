/** Parsing and validation of voice TwiML. */
@NullMarked
package app.pizoo.switchboard.mock.twiml;

import org.jspecify.annotations.NullMarked;
