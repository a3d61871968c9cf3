/**
 * Finds plugins, shared services and stand-ins in jars, each group in a module layer of its own.
 */
@NullMarked
package app.pizoo.switchboard.server.layers;

import org.jspecify.annotations.NullMarked;
