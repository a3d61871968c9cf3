package app.pizoo.switchboard.spi;

import java.time.Duration;

/**
 * Recurring background work of a plugin. Each run happens on one node.
 *
 * @param name unique within the plugin, for logs and metrics
 * @param interval between two runs
 * @param work must finish within a few seconds
 */
public record ScheduledTask(String name, Duration interval, Runnable work) {}
