/** Which plugins and services are present, what they declare, and those that run. */
@NullMarked
package app.pizoo.switchboard.server.plugins;

import org.jspecify.annotations.NullMarked;
