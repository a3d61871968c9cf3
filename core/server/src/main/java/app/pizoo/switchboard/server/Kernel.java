package app.pizoo.switchboard.server;

import java.net.URI;
import java.util.List;

/** Opens things in an order that can be read here, and closes them in reverse. */
final class Kernel implements AutoCloseable {
  private Kernel() {}

  /**
   * Starts the server; on return it is ready.
   *
   * @throws StartFailure with findings about plugins, storage and addresses
   */
  static Kernel start(Assembly assembly) {
    throw new UnsupportedOperationException(assembly.toString());
  }

  /** Checks storage without changing it and without taking a port. */
  static List<Finding> check(Assembly assembly) {
    throw new UnsupportedOperationException(assembly.toString());
  }

  /** Where the API listens. */
  URI api() {
    throw new UnsupportedOperationException();
  }

  /** Where health and metrics listen. */
  URI operations() {
    throw new UnsupportedOperationException();
  }

  /** What the plugins offer for trying them out; see {@code Started.examples}. */
  List<String> examples() {
    throw new UnsupportedOperationException();
  }

  /** Drains: not ready, stop accepting, let requests finish, close plugins and the rest. */
  @Override
  public void close() {}
}
