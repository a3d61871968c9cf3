/** The kernel's settings, and the loader and validation of all settings. */
@NullMarked
package app.pizoo.switchboard.server.settings;

import org.jspecify.annotations.NullMarked;
