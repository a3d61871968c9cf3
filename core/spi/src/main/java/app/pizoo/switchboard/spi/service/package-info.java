/**
 * Services that plugins offer to each other. A provider registers one with {@link
 * app.pizoo.switchboard.spi.RunningPlugin.Builder#service}; a consumer finds it with {@link
 * app.pizoo.switchboard.spi.PluginContext#service} and works without it as well.
 */
@NullMarked
package app.pizoo.switchboard.spi.service;

import org.jspecify.annotations.NullMarked;
