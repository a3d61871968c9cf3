package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.http.TextSocket;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import jakarta.json.JsonObject;
import java.time.Duration;

/**
 * One browser's connection. Speaks TCMP v2, Twilio's connection messaging protocol. Heartbeats use
 * the machine's clock, not the box's, which tests advance. While the box's timers are held, missed
 * heartbeats are ignored.
 */
final class TcmpConnection implements TextSocket.Peer {
  /** The interval of heartbeats from each side. */
  static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final int VERSION = 2;
  private static final int MAX_MISSED_HEARTBEATS = 3;
  private static final int NORMAL = 1000;
  private static final int PROTOCOL_ERROR = 1002;

  /** With this close code a browser reconnects; after a normal close it does not. */
  private static final int HEARTBEATS_MISSED = 3001;

  private final TextSocket socket;
  private final Connections connections;
  private final RoomSignaling rooms;
  private final BoxClock clock;
  private volatile boolean welcome;
  private volatile long lastHeard = System.nanoTime();

  TcmpConnection(TextSocket socket, Connections connections, RoomSignaling rooms, BoxClock clock) {
    this.socket = socket;
    this.connections = connections;
    this.rooms = rooms;
    this.clock = clock;
  }

  @Override
  public void received(String text) {
    lastHeard = System.nanoTime();
    try {
      SignalingMessage message = SignalingMessage.parse(text);
      switch (message.type()) {
        case "hello" -> hello(message);
        case "msg" -> pass(message);
        case "heartbeat" -> {}
        case "bye" -> close();
        default -> throw SignalingMessage.invalid();
      }
    } catch (TwilioError e) {
      send(JsonBody.object().put("type", "bad").put("reason", e.getMessage()));
      socket.close(PROTOCOL_ERROR, "bad");
    }
  }

  /** Handles hello. A browser repeats it if the welcome is slow; only the first one counts. */
  private void hello(SignalingMessage message) {
    if (message.number("version") != VERSION) {
      throw SignalingMessage.invalid();
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
    send(JsonBody.object().put("type", "welcome").put("negotiatedTimeout", HEARTBEAT.toMillis()));
    message.object("body").ifPresent(body -> rooms.received(this, body));
  }

  private void pass(SignalingMessage message) {
    if (!welcome) {
      throw SignalingMessage.invalid();
    }
    rooms.received(this, message.object("body").orElseThrow(SignalingMessage::invalid));
  }

  @Override
  public void paused() {
    if (clock.holdsTimers()) {
      lastHeard = System.nanoTime();
    }
    boolean silent =
        System.nanoTime() - lastHeard > HEARTBEAT.multipliedBy(MAX_MISSED_HEARTBEATS).toNanos();
    if (silent || (!welcome && !clock.holdsTimers())) {
      socket.close(HEARTBEATS_MISSED, "Heartbeats missed");
    } else if (welcome) {
      send(JsonBody.object().put("type", "heartbeat"));
    }
  }

  @Override
  public void ended() {
    connections.remove(this);
    rooms.lost(this);
  }

  /** Sends an RSP message. */
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
