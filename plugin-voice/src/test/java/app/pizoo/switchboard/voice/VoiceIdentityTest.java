package app.pizoo.switchboard.voice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.spi.http.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceIdentityTest {
  @ParameterizedTest
  @ValueSource(strings = {"alice", "user_123", "A", "u8", "U8_abc"})
  void plain_names_stay_as_they_are(String name) {
    assertThat(VoiceIdentity.encode(name)).isEqualTo(name);
  }

  @Test
  void every_other_name_is_mapped_one_to_one_and_back() {
    Random random = new Random(7);
    Map<String, String> owners = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String name = name(random);
      String encoded = VoiceIdentity.encode(name);
      assertThat(encoded).matches("[A-Za-z0-9_]{1,121}");
      assertThat(VoiceIdentity.decode(encoded)).contains(name);
      String owner = owners.putIfAbsent(encoded, name);
      assertThat(owner == null || owner.equals(name)).isTrue();
    }
  }

  private static String name(Random random) {
    String alphabet = "ab_1@.-é漢 \ud83d\ude00";
    StringBuilder name = new StringBuilder(random.nextInt(5) == 0 ? "u8_" : "");
    int characters = 1 + random.nextInt(8);
    int[] points = alphabet.codePoints().toArray();
    for (int i = 0; i < characters; i++) {
      name.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return name.toString();
  }

  @Test
  void names_that_look_mapped_are_mapped_too() {
    String mapped = VoiceIdentity.encode("a@b");
    assertThat(VoiceIdentity.encode(mapped)).isNotEqualTo(mapped);
    assertThat(VoiceIdentity.decode(VoiceIdentity.encode(mapped))).contains(mapped);
  }

  @Test
  void names_too_long_for_the_mapping_are_refused_with_their_field() {
    assertThat(VoiceIdentity.encode("é".repeat(35)).length()).isLessThanOrEqualTo(121);
    assertThat("é".repeat(35).getBytes(UTF_8)).hasSize(70);
    Problem problem =
        catchThrowableOfType(Problem.class, () -> VoiceIdentity.encode("é".repeat(36)));
    assertThat(problem.field()).contains("identity");
    assertThat(VoiceIdentity.encode("a".repeat(121))).hasSize(121);
    assertThat(VoiceIdentity.find("a".repeat(122))).isEmpty();
    assertThat(VoiceIdentity.find("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00b"})
  void half_a_surrogate_pair_does_not_become_somebody_elses_name(String name) {
    assertThat(VoiceIdentity.find(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"u8_", "u8_!", "u8_a", "u8_mfra", "u8_MFRGG", "a b", "", "u8_mfrgg"})
  void an_identity_that_the_mapping_cannot_produce_has_no_user(String text) {
    assertThat(VoiceIdentity.decode(text)).isEmpty();
  }
}
