/** Bounds on how long clients may keep an HTTP listener waiting, whatever it serves. */
@NullMarked
package app.pizoo.switchboard.connection;

import org.jspecify.annotations.NullMarked;
