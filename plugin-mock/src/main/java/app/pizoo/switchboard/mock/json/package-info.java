/** Builds the JSON that the box sends. */
@NullMarked
package app.pizoo.switchboard.mock.json;

import org.jspecify.annotations.NullMarked;
