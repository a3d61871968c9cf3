package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.json.JsonBody;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * A WebRTC peer connection between two members. The box relays descriptions and candidates
 * unchanged and stores the last of each end, for an end whose connection to the box broke. Guarded
 * by the lock of {@link RoomSignaling}.
 */
final class PeerConnection {
  private final String id;
  private final End offerer;
  private final End answerer;
  private Optional<Offer> open = Optional.empty();
  private int highest = 1;

  PeerConnection(String id, Member offerer, Member answerer) {
    this.id = id;
    this.offerer = new End(offerer);
    this.answerer = new End(answerer);
  }

  private static final class End {
    private final Member member;
    private Optional<JsonObject> description = Optional.empty();
    private Optional<JsonObject> ice = Optional.empty();

    private End(Member member) {
      this.member = member;
    }
  }

  private record Offer(End from, int revision) {}

  String id() {
    return id;
  }

  boolean joins(Member member) {
    return offerer.member == member || answerer.member == member;
  }

  Member other(Member member) {
    return opposite(end(member)).member;
  }

  private End end(Member member) {
    return offerer.member == member ? offerer : answerer;
  }

  private End opposite(End end) {
    return end == offerer ? answerer : offerer;
  }

  /** Returns what to send to the other end; empty if nothing is new. */
  Optional<JsonObject> relay(Member from, SignalingMessage state) {
    End end = end(from);
    JsonBody out = JsonBody.object().put("id", id);
    boolean news = false;
    Optional<SignalingMessage> description =
        state.object("description").filter(sent -> isNews(end, sent) && accepts(end, sent));
    if (description.isPresent()) {
      end.description = description.map(SignalingMessage::json);
      out.put("description", description.get().json());
      news = true;
    }
    Optional<SignalingMessage> ice = state.object("ice");
    if (ice.isPresent()) {
      end.ice = ice.map(SignalingMessage::json);
      out.put("ice", ice.get().json());
      news = true;
    }
    return news ? Optional.of(out.build()) : Optional.empty();
  }

  /** After a reconnect a browser repeats descriptions, even those that have arrived. */
  private static boolean isNews(End end, SignalingMessage description) {
    return !end.description.equals(Optional.of(description.json()));
  }

  /** Drops the later of two crossing offers with the same revision; its sender yields. */
  private boolean accepts(End from, SignalingMessage description) {
    int revision = description.number("revision");
    boolean offers = description.type().equals("offer");
    boolean crosses =
        open.filter(offer -> offer.from() != from && offer.revision() >= revision).isPresent();
    if (offers && crosses) {
      return false;
    }
    if (offers) {
      open = Optional.of(new Offer(from, revision));
    } else if (open.filter(offer -> offer.revision() == revision).isPresent()) {
      open = Optional.empty();
    }
    highest = Math.max(highest, revision);
    return true;
  }

  /** Returns the state for one end. */
  JsonObject state(Member member) {
    End end = end(member);
    End other = opposite(end);
    JsonBody state = JsonBody.object().put("id", id);
    if (end == offerer && end.description.isEmpty() && other.description.isEmpty()) {
      state.put("description", description("create-offer", 1));
    }
    other.description.ifPresent(json -> state.put("description", json));
    other.ice.ifPresent(json -> state.put("ice", json));
    return state.build();
  }

  /** Returns the state of a closed connection. */
  JsonObject closed() {
    return JsonBody.object()
        .put("id", id)
        .put("description", description("close", highest + 1))
        .build();
  }

  private static JsonBody description(String type, int revision) {
    return JsonBody.object().put("type", type).put("revision", revision);
  }
}
