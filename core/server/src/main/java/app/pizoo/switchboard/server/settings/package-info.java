/** The settings that the kernel owns, and how the values of all settings are read and checked. */
@NullMarked
package app.pizoo.switchboard.server.settings;

import org.jspecify.annotations.NullMarked;
