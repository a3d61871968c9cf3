package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.rest.JsonBody;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * A peer connection between two members. The box passes their descriptions and candidates on word
 * for word and remembers the last of each end, for an end whose connection to the box broke.
 * Guarded by {@link RoomSignaling}.
 */
final class PeerLink {
  private final String id;
  private final End offerer;
  private final End answerer;
  private Optional<Offer> open = Optional.empty();
  private int highest = 1;

  PeerLink(String id, Member offerer, Member answerer) {
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

  /** What the other end is to be told of a state that one end sent; empty if nothing. */
  Optional<JsonObject> relay(Member from, Message state) {
    End end = end(from);
    JsonBody out = JsonBody.object().put("id", id);
    boolean news = false;
    Optional<Message> description =
        state.object("description").filter(sent -> isNews(end, sent) && accepts(end, sent));
    if (description.isPresent()) {
      end.description = description.map(Message::json);
      out.put("description", description.get().json());
      news = true;
    }
    Optional<Message> ice = state.object("ice");
    if (ice.isPresent()) {
      end.ice = ice.map(Message::json);
      out.put("ice", ice.get().json());
      news = true;
    }
    return news ? Optional.of(out.build()) : Optional.empty();
  }

  /** After a break a browser repeats its descriptions, also those that arrived. */
  private static boolean isNews(End end, Message description) {
    return !end.description.equals(Optional.of(description.json()));
  }

  /** Of two offers of one revision that cross, the later is dropped: its sender will yield. */
  private boolean accepts(End from, Message description) {
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

  /** How it stands for one end. */
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

  /** That it is over. */
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
