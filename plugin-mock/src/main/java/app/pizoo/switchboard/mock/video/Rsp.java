package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.json.JsonBody;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Writes messages of RSP v2, Twilio's room signaling protocol. */
final class Rsp {
  /** How long a member may be disconnected, in seconds. */
  static final int SESSION_TIMEOUT = 30;

  private static final int VERSION = 2;

  private Rsp() {}

  /** Returns the list of ICE servers, which is empty because one machine needs none. */
  static JsonObject iced() {
    return JsonBody.object()
        .put("type", "iced")
        .put("version", 1)
        .put("ice_servers", List.of())
        .build();
  }

  /**
   * Returns the response to a new member.
   *
   * @param closed the closed peer connections that it requested
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

  /** Closes the peer connections that a browser opened to a media server. */
  static List<JsonBody> closed(List<SignalingMessage> requested) {
    return requested.stream()
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
