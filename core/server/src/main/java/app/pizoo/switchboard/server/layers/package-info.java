/** Finds plugins, shared services and dev services in jars; each jar gets its own module layer. */
@NullMarked
package app.pizoo.switchboard.server.layers;

import org.jspecify.annotations.NullMarked;
