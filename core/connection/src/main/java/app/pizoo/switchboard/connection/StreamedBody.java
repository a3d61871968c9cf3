package app.pizoo.switchboard.connection;

/**
 * A request body that may take longer than {@link ConnectionTimeouts#requestTimeout} as long as it
 * arrives at a minimum rate. Belongs to the thread of one connection.
 */
public final class StreamedBody implements AutoCloseable {
  private final TimedConnection connection;

  private StreamedBody(TimedConnection connection) {
    this.connection = connection;
  }

  /**
   * Replaces the total time for the current thread's request by a minimum rate, until closed.
   *
   * @param maxBytes the largest body
   * @param minBytesPerSecond the rate below which the client is cut off with 408; only time that
   *     the server waits for the client counts
   * @throws IllegalStateException if the thread serves no timed connection
   */
  public static StreamedBody begin(long maxBytes, long minBytesPerSecond) {
    TimedConnection connection = TimedConnection.ofThread();
    connection.beginStream(maxBytes, minBytesPerSecond);
    return new StreamedBody(connection);
  }

  /** Bounds the rest of the body, if any, like any other request's. */
  @Override
  public void close() {
    connection.endStream();
  }
}
