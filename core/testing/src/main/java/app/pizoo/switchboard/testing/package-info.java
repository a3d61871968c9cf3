/** What several modules' tests share: databases, a clock, the assembled product. */
@NullMarked
package app.pizoo.switchboard.testing;

import org.jspecify.annotations.NullMarked;
