/** What several modules' tests share: databases and a clock. */
@NullMarked
package app.pizoo.switchboard.testing;

import org.jspecify.annotations.NullMarked;
