package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.BoxClock;
import app.pizoo.switchboard.mock.http.TextSocket;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.rest.JsonBody;
import jakarta.json.JsonObject;
import java.time.Duration;

/**
 * One browser's connection: TCMP (Twilio's connections messaging protocol) v2. Whether the other
 * side still lives is a matter of this machine's time, not of the box's, which tests move. While
 * the box's timers are held, silence means nothing.
 */
final class Connection implements TextSocket.Peer {
  /** How often each side says something at least. */
  static final Duration BEAT = Duration.ofSeconds(5);

  private static final int VERSION = 2;
  private static final int MISSED_BEATS = 3;
  private static final int NORMAL = 1000;
  private static final int PROTOCOL_ERROR = 1002;

  /** A browser that is told so comes back; after a normal end it would not. */
  private static final int BEATS_MISSED = 3001;

  private final TextSocket socket;
  private final Connections connections;
  private final RoomSignaling rooms;
  private final BoxClock clock;
  private volatile boolean welcome;
  private volatile long heard = System.nanoTime();

  Connection(TextSocket socket, Connections connections, RoomSignaling rooms, BoxClock clock) {
    this.socket = socket;
    this.connections = connections;
    this.rooms = rooms;
    this.clock = clock;
  }

  @Override
  public void received(String text) {
    heard = System.nanoTime();
    try {
      Message message = Message.parse(text);
      switch (message.type()) {
        case "hello" -> hello(message);
        case "msg" -> pass(message);
        case "heartbeat" -> {}
        case "bye" -> close();
        default -> throw Message.invalid();
      }
    } catch (TwilioError e) {
      send(JsonBody.object().put("type", "bad").put("reason", e.getMessage()));
      socket.close(PROTOCOL_ERROR, "bad");
    }
  }

  /** A browser says hello again if its welcome is slow; the first one counts. */
  private void hello(Message message) {
    if (message.number("version") != VERSION) {
      throw Message.invalid();
    }
    if (welcome) {
      return;
    }
    if (!connections.add(this)) {
      send(JsonBody.object().put("type", "busy").put("retryAfter", -1).put("keepAlive", false));
      close();
      return;
    }
    welcome = true;
    send(JsonBody.object().put("type", "welcome").put("negotiatedTimeout", BEAT.toMillis()));
    message.object("body").ifPresent(body -> rooms.received(this, body));
  }

  private void pass(Message message) {
    if (!welcome) {
      throw Message.invalid();
    }
    rooms.received(this, message.object("body").orElseThrow(Message::invalid));
  }

  @Override
  public void paused() {
    if (clock.holdsTimers()) {
      heard = System.nanoTime();
    }
    boolean silent = System.nanoTime() - heard > BEAT.multipliedBy(MISSED_BEATS).toNanos();
    if (silent || (!welcome && !clock.holdsTimers())) {
      socket.close(BEATS_MISSED, "Nothing was heard");
    } else if (welcome) {
      send(JsonBody.object().put("type", "heartbeat"));
    }
  }

  @Override
  public void ended() {
    connections.remove(this);
    rooms.lost(this);
  }

  /** Sends a message of the rooms. */
  void send(JsonObject body) {
    send(JsonBody.object().put("type", "msg").put("body", body));
  }

  void close() {
    socket.close(NORMAL, "Normal");
  }

  private void send(JsonBody frame) {
    socket.send(frame.build().toString());
  }
}
