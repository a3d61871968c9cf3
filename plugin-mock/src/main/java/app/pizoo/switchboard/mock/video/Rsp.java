package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.rest.JsonBody;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Writes the messages of RSP (Twilio's room signalling protocol) v2. */
final class Rsp {
  /** How long a member may be away, in seconds. */
  static final int SESSION_TIMEOUT = 30;

  private static final int VERSION = 2;

  private Rsp() {}

  /** The answer to the wish for ICE servers: on one machine none is needed. */
  static JsonObject iced() {
    return JsonBody.object()
        .put("type", "iced")
        .put("version", 1)
        .put("ice_servers", List.of())
        .build();
  }

  /**
   * The answer to a member's coming.
   *
   * @param closed the ends of the peer connections that it asked for
   */
  static JsonObject connected(Mesh mesh, Member member, List<JsonBody> closed) {
    JsonBody state = mesh.state(member);
    List<Object> connections = new ArrayList<>(closed);
    connections.addAll(state.build().getJsonArray("peer_connections"));
    return state
        .put("type", "connected")
        .put("version", VERSION)
        .put("peer_connections", connections)
        .put(
            "recording",
            JsonBody.object()
                .put("is_recording", mesh.room().options().record())
                .put("revision", 1))
        .put(
            "options",
            JsonBody.object()
                .put("session_timeout", SESSION_TIMEOUT)
                .put("signaling_region", mesh.room().options().mediaRegion())
                .put("media_region", mesh.room().options().mediaRegion()))
        .put("media_signaling", JsonBody.object())
        .build();
  }

  static JsonObject synced(Mesh mesh, Member member) {
    return mesh.state(member).put("type", "synced").put("version", VERSION).build();
  }

  static JsonBody update() {
    return JsonBody.object().put("type", "update").put("version", VERSION);
  }

  static JsonObject disconnected(String status) {
    return JsonBody.object()
        .put("type", "disconnected")
        .put("version", VERSION)
        .put("status", status)
        .build();
  }

  static JsonObject error(int code, String message) {
    return JsonBody.object()
        .put("type", "error")
        .put("version", VERSION)
        .put("code", code)
        .put("message", message)
        .build();
  }

  /** The ends of peer connections that a browser opened towards a media server. */
  static List<JsonBody> closed(List<Message> asked) {
    return asked.stream()
        .map(connection -> {
          int revision =
              connection.object("description").map(sent -> sent.number("revision")).orElse(0);
          return JsonBody.object()
              .put("id", connection.text("id"))
              .put(
                  "description",
                  JsonBody.object().put("type", "close").put("revision", revision + 1));
        })
        .toList();
  }
}
