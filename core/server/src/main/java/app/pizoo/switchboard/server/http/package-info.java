/** The HTTP listeners, the filters with their order, and the routes. */
@NullMarked
package app.pizoo.switchboard.server.http;

import org.jspecify.annotations.NullMarked;
