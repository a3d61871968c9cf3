/** Fault injection for requests, webhooks and sockets. */
@NullMarked
package app.pizoo.switchboard.mock.fault;

import org.jspecify.annotations.NullMarked;
