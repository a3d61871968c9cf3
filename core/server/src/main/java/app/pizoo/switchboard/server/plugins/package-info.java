/** The catalog of plugins and services, and those that run. */
@NullMarked
package app.pizoo.switchboard.server.plugins;

import org.jspecify.annotations.NullMarked;
