package app.pizoo.switchboard.spi;

import java.time.Duration;

/**
 * Work that a plugin does now and then, on one node at a time.
 *
 * @param name unique within the plugin, for logs
 * @param interval how often
 * @param work what is done; it must bound itself, so that it takes a few seconds at most
 */
public record ScheduledTask(String name, Duration interval, Runnable work) {}
