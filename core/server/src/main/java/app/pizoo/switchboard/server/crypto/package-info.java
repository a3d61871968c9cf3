/** Cryptography that several packages use. */
@NullMarked
package app.pizoo.switchboard.server.crypto;

import org.jspecify.annotations.NullMarked;
