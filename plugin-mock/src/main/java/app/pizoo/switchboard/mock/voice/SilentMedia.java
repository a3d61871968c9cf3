package app.pizoo.switchboard.mock.voice;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes the media of an end without any: a simulated phone or the box itself. The description
 * is complete but has no address, so that the browser waits for the other side during the whole
 * call and hears nothing.
 */
final class SilentMedia {
  private static final List<String> CODECS =
      List.of("a=rtpmap:111 opus/48000/2", "a=rtpmap:0 PCMU/8000");

  private final RandomGenerator random;

  SilentMedia(RandomGenerator random) {
    this.random = random;
  }

  /** Returns an offer to a browser. */
  String offer() {
    return describe("0", "111 0", "actpass", CODECS);
  }

  /** Returns the answer to a browser's offer, with the codecs of the offer. */
  String answer(String offer) {
    List<String> lines = Sdp.withoutTelephoneEvents(offer).lines().toList();
    String formats =
        first(lines, line -> line.startsWith("m=audio "), "m=audio 9 UDP/TLS/RTP/SAVPF 0")
            .replaceFirst("(\\S+ ){3}", "");
    String mid = first(lines, line -> line.startsWith("a=mid:"), "a=mid:0").substring(6);
    return describe(
        mid,
        formats,
        "active",
        lines.stream()
            .filter(line -> line.startsWith("a=rtpmap:") || line.startsWith("a=fmtp:"))
            .toList());
  }

  private static String first(List<String> lines, Predicate<String> fits, String fallback) {
    return lines.stream().filter(fits).findFirst().orElse(fallback);
  }

  private String describe(String mid, String formats, String setup, List<String> codecs) {
    return Stream.concat(
            Stream.of(
                "v=0",
                "o=- " + random.nextLong(1, Long.MAX_VALUE) + " 1 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE " + mid,
                "m=audio 9 UDP/TLS/RTP/SAVPF " + formats,
                "c=IN IP4 0.0.0.0",
                "a=ice-ufrag:" + secret(6),
                "a=ice-pwd:" + secret(24),
                "a=fingerprint:sha-256 "
                    + HexFormat.ofDelimiter(":").withUpperCase().formatHex(bytes(32)),
                "a=setup:" + setup,
                "a=mid:" + mid,
                "a=sendrecv",
                "a=msid:box box",
                "a=rtcp-mux"),
            codecs.stream())
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private String secret(int length) {
    return Base64.getEncoder().encodeToString(bytes(length)).substring(0, length);
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
