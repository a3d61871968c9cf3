/** The contract between the kernel and its plugins; start at {@link Plugin}. */
@NullMarked
package app.pizoo.switchboard.spi;

import org.jspecify.annotations.NullMarked;
