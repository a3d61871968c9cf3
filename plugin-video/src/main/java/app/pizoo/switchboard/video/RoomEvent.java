package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.http.Parameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A status callback of a room.
 *
 * @param sid the room
 * @param name Twilio's name of the event, such as {@code participant-connected}
 * @param ended whether the room is over
 * @param at the time of the event; the sequence numbers of callbacks are not ordered (Twilio's
 *     documentation)
 * @param durationSeconds how long the room was in progress; 0 before its end
 * @param room the room's name
 * @param joined the user who joined, if this event reports one
 * @param key identifies the event, to drop repeated callbacks
 */
record RoomEvent(
    String sid,
    String name,
    boolean ended,
    Instant at,
    long durationSeconds,
    String room,
    Optional<String> joined,
    String key) {
  private static final Pattern SID = Pattern.compile("RM[0-9a-fA-F]{32}");
  private static final int MAX_LENGTH = 128;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Set<String> NAMES =
      Set.of(
          "room-created",
          "room-ended",
          "participant-connected",
          "participant-disconnected",
          "track-added",
          "track-removed",
          "track-enabled",
          "track-disabled",
          "recording-started",
          "recording-completed",
          "recording-failed");

  /** Reads a status callback; empty if the event is unknown. */
  static Optional<RoomEvent> find(Parameters form) {
    String sid = form.text("RoomSid");
    String name = form.text("StatusCallbackEvent");
    if (!SID.matcher(sid).matches() || !NAMES.contains(name)) {
      return Optional.empty();
    }
    long duration =
        form.first("RoomDuration")
            .filter(text -> NUMBER.matcher(text).matches())
            .map(Long::parseLong)
            .orElse(0L);
    Optional<String> joined =
        form.first("ParticipantIdentity")
            .filter(identity -> name.equals("participant-connected") && isIdentity(identity));
    return instant(form.text("Timestamp"))
        .map(at ->
            new RoomEvent(
                sid,
                name,
                name.equals("room-ended"),
                at,
                duration,
                shortened(form.text("RoomName")),
                joined,
                String.join(
                    " ",
                    sid,
                    name,
                    Long.toString(at.toEpochMilli()),
                    shortened(form.text("SequenceNumber")),
                    shortened(form.text("ParticipantSid")),
                    shortened(form.text("TrackSid")))));
  }

  private static boolean isIdentity(String text) {
    return !text.isEmpty() && text.length() <= MAX_LENGTH;
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(MAX_LENGTH, text.length()));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
