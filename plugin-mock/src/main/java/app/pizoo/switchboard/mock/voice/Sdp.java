package app.pizoo.switchboard.mock.voice;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Session descriptions (RFC 8866) that the box relays. */
final class Sdp {
  private static final String EOL = "\r\n";

  /** The fields before the payload types: medium, port, protocol (RFC 8866, section 5.14). */
  private static final int BEFORE_TYPES = 3;

  private Sdp() {}

  /** Returns whether a text looks like a session description. */
  static boolean isOne(String text) {
    return text.startsWith("v=0") && text.contains("m=audio ");
  }

  /**
   * Removes the telephone events (RFC 4733) from a description. Otherwise pressed keys would travel
   * with the media, which bypasses the box; without them the SDK sends keys over the signaling.
   */
  static String withoutTelephoneEvents(String sdp) {
    List<String> lines = sdp.lines().toList();
    Set<String> events =
        lines.stream()
            .filter(line -> line.startsWith("a=rtpmap:") && line.contains(" telephone-event/"))
            .map(Sdp::payloadType)
            .collect(Collectors.toSet());
    return lines.stream()
        .filter(line -> !describes(line, events))
        .map(line -> line.startsWith("m=audio ") ? without(line, events) : line)
        .collect(Collectors.joining(EOL, "", EOL));
  }

  private static boolean describes(String line, Set<String> types) {
    return Stream.of("a=rtpmap:", "a=fmtp:", "a=rtcp-fb:").anyMatch(line::startsWith)
        && types.contains(payloadType(line));
  }

  private static String payloadType(String line) {
    return line.substring(line.indexOf(':') + 1).replaceFirst(" .*", "");
  }

  private static String without(String media, Set<String> types) {
    Set<String> kept = new LinkedHashSet<>();
    List<String> words = List.of(media.split(" ", -1));
    if (words.size() <= BEFORE_TYPES) {
      // The media description is malformed; the other browser will report it.
      return media;
    }
    words.stream().skip(BEFORE_TYPES).filter(type -> !types.contains(type)).forEach(kept::add);
    return String.join(" ", words.subList(0, BEFORE_TYPES)) + " " + String.join(" ", kept);
  }
}
