package app.pizoo.switchboard.server.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmacSha256Test {
  /** Test cases 1, 2 and 6 of RFC 4231. */
  @ParameterizedTest
  @CsvSource({
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, Hi There,"
        + "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    "4a656665, what do ya want for nothing?,"
        + "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        + "aaaaaaaaaaaaaaaaaaaaaa,"
        + "Test Using Larger Than Block-Size Key - Hash Key First,"
        + "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
  })
  void computes_the_published_vectors(String key, String message, String expected) {
    HmacSha256 hmac = new HmacSha256(HexFormat.of().parseHex(key));
    assertThat(HexFormat.of().formatHex(hmac.of(message))).isEqualTo(expected);
  }

  @Test
  void threads_do_not_disturb_each_other() {
    HmacSha256 hmac = new HmacSha256("Jefe");
    byte[] expected = hmac.of("what do ya want for nothing?");
    assertThat(
            IntStream.range(0, 10_000)
                .parallel()
                .mapToObj(i -> hmac.of("what do ya want for nothing?")))
        .allSatisfy(code -> assertThat(code).isEqualTo(expected));
  }
}
