/** What people would have received: messages and codes. */
@NullMarked
package app.pizoo.switchboard.mock.inbox;

import org.jspecify.annotations.NullMarked;
