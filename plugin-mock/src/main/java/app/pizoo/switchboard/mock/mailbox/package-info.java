/** Messages and codes that people would have received. */
@NullMarked
package app.pizoo.switchboard.mock.mailbox;

import org.jspecify.annotations.NullMarked;
