/** The activity feed: what happens in the box. */
@NullMarked
package app.pizoo.switchboard.mock.feed;

import org.jspecify.annotations.NullMarked;
