package app.pizoo.switchboard.server.bootstrap;

import app.pizoo.switchboard.server.http.RouteTable;
import app.pizoo.switchboard.server.storage.Storage;
import java.time.Clock;
import java.util.function.UnaryOperator;

/**
 * What tests replace in a kernel.
 *
 * @param clock the time of everything that the kernel does
 * @param routes an empty table
 * @param storage wraps the storage that was opened
 */
public record Embedding(Clock clock, RouteTable routes, UnaryOperator<Storage> storage) {
  /** Replaces nothing. */
  static Embedding none() {
    return new Embedding(Clock.systemUTC(), new RouteTable(), UnaryOperator.identity());
  }
}
