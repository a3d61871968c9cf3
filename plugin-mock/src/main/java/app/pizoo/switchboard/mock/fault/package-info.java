/** Faults on demand: what goes wrong with requests to the box and webhooks from it. */
@NullMarked
package app.pizoo.switchboard.mock.fault;

import org.jspecify.annotations.NullMarked;
