/** The box's clock, which tests can advance. */
@NullMarked
package app.pizoo.switchboard.mock.clock;

import org.jspecify.annotations.NullMarked;
