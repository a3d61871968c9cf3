/** The objects that the products of the box share. */
@NullMarked
package app.pizoo.switchboard.mock.context;

import org.jspecify.annotations.NullMarked;
