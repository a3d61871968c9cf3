/** Twilio Lookup v2. */
@NullMarked
package app.pizoo.switchboard.mock.lookup;

import org.jspecify.annotations.NullMarked;
