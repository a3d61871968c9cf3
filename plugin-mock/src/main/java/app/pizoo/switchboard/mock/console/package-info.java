/** The page on which a person sees what happens in the box. */
@NullMarked
package app.pizoo.switchboard.mock.console;

import org.jspecify.annotations.NullMarked;
