/** Call records and the interfaces between the engine and the ends of a call. */
@NullMarked
package app.pizoo.switchboard.mock.call;

import org.jspecify.annotations.NullMarked;
