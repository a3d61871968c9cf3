package app.pizoo.switchboard.edge;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.time.Duration;

/**
 * Writes to a client that must take what is written in time.
 *
 * @param taking the longest time for one write
 * @param answers told before each write
 */
record TimedWriter(DataWriter socket, Deadline deadline, Duration taking, Runnable answers)
    implements DataWriter {

  private void timed(Runnable write) {
    answers.run();
    deadline.during(taking, write);
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
    deadline.during(taking, socket::flush);
  }

  @Override
  public void close() {
    socket.close();
  }
}
