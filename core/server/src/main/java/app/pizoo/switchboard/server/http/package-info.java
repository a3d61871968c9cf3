/** The listeners: what comes in, in which order it is looked at, and how it is answered. */
@NullMarked
package app.pizoo.switchboard.server.http;

import org.jspecify.annotations.NullMarked;
