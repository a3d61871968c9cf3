package app.pizoo.switchboard.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void a_list_that_is_older_than_the_moment_in_the_end_is_whole_since_then() {
    Listing<Integer> listing = read(4, 9, 7, 5, 3);

    assertThat(listing.items()).containsExactly(9, 7, 5);
    assertThat(listing.reaches(at(4))).isTrue();
    assertThat(listing.reaches(at(3))).isFalse();
  }

  @Test
  void a_list_that_ends_is_whole_since_the_moment() {
    assertThat(read(0, 9, 7).reaches(at(0))).isTrue();
    assertThat(read(0).reaches(at(0))).isTrue();
  }

  @Test
  void a_list_that_is_cut_off_is_whole_after_its_last_item() {
    Listing<Integer> listing = read(0, 9, 8, 7, 6, 5);

    assertThat(listing.items()).hasSize(4);
    assertThat(listing.reaches(at(7))).isTrue();
    assertThat(listing.reaches(at(6))).as("others of the same second").isFalse();
  }

  private static Listing<Integer> read(int since, Integer... seconds) {
    return Listing.read(
        List.of(seconds), second -> at(second).atZone(ZoneOffset.UTC), at(since), 4);
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }
}
