package app.pizoo.switchboard.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Writes to a client that must read in time.
 *
 * @param writeTimeout for one write
 * @param answers runs before each write
 */
record TimedWriter(DataWriter socket, Deadline deadline, Duration writeTimeout, Runnable answers)
    implements DataWriter {

  private void timed(Runnable write) {
    answers.run();
    deadline.during(
        writeTimeout,
        () -> {
          try {
            write.run();
          } catch (UncheckedIOException e) {
            throw new ClientHungUp(e);
          }
        });
  }

  @Override
  public void write(BufferData... buffers) {
    timed(() -> socket.write(buffers));
  }

  @Override
  public void write(BufferData buffer) {
    timed(() -> socket.write(buffer));
  }

  @Override
  public void writeNow(BufferData... buffers) {
    timed(() -> socket.writeNow(buffers));
  }

  @Override
  public void writeNow(BufferData buffer) {
    timed(() -> socket.writeNow(buffer));
  }

  @Override
  public void flush() {
    deadline.during(writeTimeout, socket::flush);
  }

  @Override
  public void close() {
    socket.close();
  }
}
