/** Rate limits: windows, budgets, cooldowns, leases and distinct items. */
@NullMarked
package app.pizoo.switchboard.server.limits;

import org.jspecify.annotations.NullMarked;
