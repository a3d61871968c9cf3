/** Adds video rooms in the browser; start at {@link VideoPlugin}. */
@NullMarked
package app.pizoo.switchboard.video;

import org.jspecify.annotations.NullMarked;
