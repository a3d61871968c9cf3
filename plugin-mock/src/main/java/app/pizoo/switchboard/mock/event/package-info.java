/** What happens in the box, for whoever watches. */
@NullMarked
package app.pizoo.switchboard.mock.event;

import org.jspecify.annotations.NullMarked;
