/** Counters and timers, and their Prometheus text. */
@NullMarked
package app.pizoo.switchboard.server.metrics;

import org.jspecify.annotations.NullMarked;
