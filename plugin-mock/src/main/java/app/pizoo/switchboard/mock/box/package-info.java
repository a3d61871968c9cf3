/** Endpoints of the box itself: account, login, clock, faults and the request log. */
@NullMarked
package app.pizoo.switchboard.mock.box;

import org.jspecify.annotations.NullMarked;
