package app.pizoo.switchboard.mock.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as other encoders write them; whole certificates are read by the JDK and by OpenSSL. */
class DerTest {
  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.10045.4.3.2,06082a8648ce3d040302",
    "2.5.29.17,0603551d11",
    "1.3.6.1.5.5.7.3.1,06082b06010505070301",
    "1.2.268435455,06052affffff7f",
  })
  void object_identifiers(String dotted, String encoded) {
    assertThat(hex(Der.oid(dotted))).isEqualTo(encoded);
  }

  @ParameterizedTest
  @CsvSource({"0,020100", "127,02017f", "128,02020080", "65536,0203010000"})
  void whole_numbers_keep_their_sign(String number, String encoded) {
    assertThat(hex(Der.integer(new BigInteger(number)))).isEqualTo(encoded);
  }

  @ParameterizedTest
  @CsvSource({"0,0400", "127,047f", "128,048180", "255,0481ff", "256,04820100", "65536,0483010000"})
  void lengths_are_as_short_as_possible(int length, String start) {
    byte[] encoded = Der.octets(new byte[length]);
    assertThat(hex(encoded)).startsWith(start);
    assertThat(encoded).hasSize(start.length() / 2 + length);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-29T10:00:00Z,170d3236313132393130303030305a",
    "2049-12-31T23:59:59Z,170d3439313233313233353935395a",
    "2050-01-01T00:00:00Z,180f32303530303130313030303030305a",
  })
  void times_have_four_digits_for_the_year_from_2050_on(Instant time, String encoded) {
    assertThat(hex(Der.time(time))).isEqualTo(encoded);
  }

  @Test
  void bits_and_tags_of_a_context() {
    assertThat(hex(Der.bits(1, new byte[] {6}))).isEqualTo("03020106");
    assertThat(hex(Der.context(2, new byte[] {0x61}))).isEqualTo("820161");
    assertThat(hex(Der.contextOf(3, Der.sequence(Der.TRUE)))).isEqualTo("a30530030101ff");
  }
}
