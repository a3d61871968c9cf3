/** What the box lends each of its products. */
@NullMarked
package app.pizoo.switchboard.mock.context;

import org.jspecify.annotations.NullMarked;
