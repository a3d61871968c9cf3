package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.room.RoomTrack;
import app.pizoo.switchboard.mock.store.Sids;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tracks of one member. Each change is the whole state with a higher revision. */
final class Publications {
  private static final int MAX_TRACKS = 16;
  private static final int MAX_NAME_LENGTH = 128;
  private static final Set<String> KINDS = Set.of("audio", "video", "data");
  private static final Set<String> PRIORITIES = Set.of("low", "standard", "high");

  private final Sids sids;
  private final boolean audioOnly;
  private Map<String, Publication> ready = Map.of();
  private Map<String, Refusal> refused = Map.of();
  private int seen;
  private int revision;

  Publications(Sids sids, boolean audioOnly) {
    this.sids = sids;
    this.audioOnly = audioOnly;
  }

  /** A change of a track. */
  record Changed(RoomTrack track, RoomTrack.Change change) {}

  private record Refusal(int code, String message) {}

  /** Applies a member's state and returns the changes; empty if the state is old. */
  Optional<List<Changed>> update(SignalingMessage participant) {
    if (participant.number("revision") <= seen) {
      return Optional.empty();
    }
    Map<String, Publication> next = new LinkedHashMap<>();
    Map<String, Refusal> faults = new LinkedHashMap<>();
    List<Changed> changes = new ArrayList<>();
    for (SignalingMessage track : participant.objects("tracks")) {
      String id = track.text("id");
      Optional<Refusal> refusal = refusal(track, next.values());
      if (refusal.isPresent()) {
        faults.put(id, refusal.get());
      } else {
        next.put(id, publication(id, track, changes));
      }
    }
    ready.values().stream()
        .filter(before -> !next.containsKey(before.id()))
        .forEach(gone -> changes.add(new Changed(gone.track(), RoomTrack.Change.REMOVED)));
    seen = participant.number("revision");
    ready = next;
    refused = faults;
    revision++;
    return Optional.of(changes);
  }

  private Publication publication(String id, SignalingMessage state, List<Changed> changes) {
    Publication before = ready.get(id);
    RoomTrack track =
        before == null
            ? new RoomTrack(sids.next("MT"), state.text("name"), state.text("kind"))
            : before.track();
    if (before == null) {
      changes.add(new Changed(track, RoomTrack.Change.ADDED));
    }
    boolean enabled = state.flag("enabled", true);
    if (enabled != (before == null || before.enabled())) {
      RoomTrack.Change change = enabled ? RoomTrack.Change.ENABLED : RoomTrack.Change.DISABLED;
      changes.add(new Changed(track, change));
    }
    String priority = state.findText("priority").filter(PRIORITIES::contains).orElse("standard");
    return new Publication(id, track, enabled, priority);
  }

  private Optional<Refusal> refusal(SignalingMessage state, Collection<Publication> others) {
    String name = state.findText("name").orElse("");
    String kind = state.findText("kind").orElse("");
    if (!KINDS.contains(kind)) {
      return Optional.of(new Refusal(53300, "Track is invalid"));
    }
    if (audioOnly && kind.equals("video")) {
      return Optional.of(new Refusal(53125, "The track kind is not supported by the Room"));
    }
    if (name.isEmpty()) {
      return Optional.of(new Refusal(53301, "Track name is invalid"));
    }
    if (name.codePointCount(0, name.length()) > MAX_NAME_LENGTH) {
      return Optional.of(new Refusal(53302, "Track name is too long"));
    }
    if (others.stream().anyMatch(other -> other.track().name().equals(name))) {
      return Optional.of(new Refusal(53304, "Track name is duplicated"));
    }
    if (others.size() == MAX_TRACKS) {
      return Optional.of(
          new Refusal(53203, "The maximum number of published tracks has been reached"));
    }
    return Optional.empty();
  }

  List<Publication> all() {
    return List.copyOf(ready.values());
  }

  /** Returns the tracks as the member itself sees them. */
  JsonBody toOwner() {
    List<JsonBody> tracks = new ArrayList<>();
    ready.forEach((id, publication) ->
        tracks.add(
            JsonBody.object()
                .put("id", id)
                .put("sid", publication.track().sid())
                .put("state", "ready")));
    refused.forEach((id, refusal) ->
        tracks.add(
            JsonBody.object()
                .put("id", id)
                .put("state", "failed")
                .put(
                    "error",
                    JsonBody.object()
                        .put("code", refusal.code())
                        .put("message", refusal.message()))));
    return JsonBody.object().put("revision", revision).put("tracks", tracks);
  }

  /** Returns the tracks as the others see them. */
  List<JsonBody> toOthers() {
    return ready.values().stream()
        .map(publication ->
            JsonBody.object()
                .put("sid", publication.track().sid())
                .put("name", publication.track().name())
                .put("kind", publication.track().kind())
                .put("enabled", publication.enabled())
                .put("priority", publication.priority()))
        .toList();
  }
}
