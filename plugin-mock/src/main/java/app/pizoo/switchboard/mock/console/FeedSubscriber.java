package app.pizoo.switchboard.mock.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.feed.FeedEntry;
import app.pizoo.switchboard.mock.json.JsonBody;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client of the event stream. Runs on the request's thread; {@link #receive} and {@link #end}
 * are called on other threads.
 */
final class FeedSubscriber {
  private static final int MAX_QUEUED = 1000;
  private static final int HEARTBEAT_SECONDS = 15;

  private final BlockingQueue<FeedEntry> waiting = new ArrayBlockingQueue<>(MAX_QUEUED);
  private volatile boolean ended;
  private volatile @Nullable Thread thread;

  /** Writes events until the client disconnects, falls behind or is ended. */
  void follow(ActivityFeed feed, long after, OutputStream out) throws IOException {
    thread = Thread.currentThread();
    try (ActivityFeed.Watch _ = feed.watchAfter(after, this::receive)) {
      out.write("retry: 1000\n\n".getBytes(UTF_8));
      out.flush();
      while (!ended) {
        write(Optional.ofNullable(waiting.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS)), out);
      }
    } catch (InterruptedException e) {
      // The stream was ended; the client reconnects and asks for what it missed.
    } finally {
      thread = null;
    }
  }

  private void receive(FeedEntry event) {
    if (!waiting.offer(event)) {
      end();
    }
  }

  /** Ends the stream, even while it writes to a client that does not read. */
  void end() {
    ended = true;
    Thread reading = thread;
    if (reading != null) {
      reading.interrupt();
    }
  }

  private void write(Optional<FeedEntry> next, OutputStream out) throws IOException {
    // Without events, a comment detects a client that has disconnected.
    out.write(next.map(FeedSubscriber::frame).orElse(":\n\n").getBytes(UTF_8));
    if (waiting.isEmpty()) {
      out.flush();
    }
  }

  private static String frame(FeedEntry event) {
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
