package app.pizoo.switchboard.mock.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.event.BoxEvent;
import app.pizoo.switchboard.mock.event.EventBus;
import app.pizoo.switchboard.mock.rest.JsonBody;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One page that reads events as they happen. Confined to its thread, but for what it is told. */
final class Reader {
  private static final int MAX_WAITING = 1000;
  private static final int HEARTBEAT_SECONDS = 15;

  private final BlockingQueue<BoxEvent> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private volatile boolean ended;
  private volatile @Nullable Thread thread;

  /** Writes events until the page leaves, falls behind, or is sent away. */
  void follow(EventBus events, long after, OutputStream out) throws IOException {
    thread = Thread.currentThread();
    try (EventBus.Watch _ = events.watchAfter(after, this::tell)) {
      out.write("retry: 1000\n\n".getBytes(UTF_8));
      out.flush();
      while (!ended) {
        write(Optional.ofNullable(waiting.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS)), out);
      }
    } catch (InterruptedException e) {
      // Sent away; the page comes back and asks for what it missed.
    } finally {
      thread = null;
    }
  }

  private void tell(BoxEvent event) {
    if (!waiting.offer(event)) {
      end();
    }
  }

  /** Ends the stream, also while it writes to a page that does not read. */
  void end() {
    ended = true;
    Thread reading = thread;
    if (reading != null) {
      reading.interrupt();
    }
  }

  private void write(Optional<BoxEvent> next, OutputStream out) throws IOException {
    // Without events a comment finds out whether the page is still there.
    out.write(next.map(Reader::frame).orElse(":\n\n").getBytes(UTF_8));
    if (waiting.isEmpty()) {
      out.flush();
    }
  }

  private static String frame(BoxEvent event) {
    String json =
        JsonBody.object()
            .put("number", event.number())
            .put("at", event.at())
            .put("type", event.type())
            .put("data", event.data())
            .build()
            .toString();
    return "id: " + event.number() + "\ndata: " + json + "\n\n";
  }
}
