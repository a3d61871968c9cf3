/** Signed proofs of a verified recipient, and the keys that sign them. */
@NullMarked
package app.pizoo.switchboard.verify.proof;

import org.jspecify.annotations.NullMarked;
