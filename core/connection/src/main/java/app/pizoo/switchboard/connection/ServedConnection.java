package app.pizoo.switchboard.connection;

import app.pizoo.switchboard.spi.ThrottledLogger;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One accepted connection on its way from the first byte to the end. */
final class ServedConnection {
  private static final ThrottledLogger LINES =
      new ThrottledLogger(System.getLogger("switchboard.http"), Clock.systemUTC());

  private final ConnectionFactory factory;
  private final SocketChannel socket;
  private final BooleanSupplier closing;
  private volatile @Nullable ServerConnection http;
  private volatile @Nullable Thread thread;

  ServedConnection(ConnectionFactory factory, SocketChannel socket, BooleanSupplier closing) {
    this.factory = factory;
    this.socket = socket;
    this.closing = closing;
  }

  /**
   * Serves it on a thread of its own.
   *
   * @param ended runs there at the end, also after a failure
   */
  void start(Consumer<ServedConnection> ended) {
    Thread own =
        Thread.ofVirtual()
            .name("connection")
            .unstarted(() -> {
              try {
                serve();
              } finally {
                ended.accept(this);
              }
            });
    thread = own;
    own.start();
  }

  private void serve() {
    try (socket) {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      try (TimedConnection connection = factory.over(socket)) {
        ServerConnection served = factory.http(connection);
        http = served;
        // The thread that closes the listener sets the flag first and then looks for the
        // connection.
        if (!closing.getAsBoolean()) {
          served.handle(factory.limit());
        }
      }
    } catch (CloseConnectionException
        | IOException
        | UncheckedIOException
        | InterruptedException ended) {
      // The client or the listener ended it.
    } catch (Throwable e) {
      String reason = "a connection failed with " + e.getClass().getSimpleName();
      LINES.log(Level.ERROR, reason, Thread.currentThread().getName(), e);
    }
  }

  /** Ends it after the request in flight, or at once if it is idle. */
  void finish() {
    ServerConnection current = http;
    Thread own = thread;
    if (current == null || own == null) {
      return;
    }
    current.close(false);
    boolean idle = current instanceof InterruptableTask<?> task && task.canInterrupt();
    if (idle && own.getState() == Thread.State.WAITING) {
      own.interrupt();
    }
  }

  /** Waits for its end. */
  void await(Duration timeout) throws InterruptedException {
    Thread own = thread;
    if (own != null && timeout.isPositive()) {
      own.join(timeout);
    }
  }

  /** Interrupts its thread. */
  void cancel() {
    Thread own = thread;
    if (own != null) {
      own.interrupt();
    }
  }
}
