package app.pizoo.switchboard.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
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

  @Test
  void what_was_created_long_before_it_was_sent_hides_nothing() {
    Listing<Message> listing =
        messages(5, new Message(1, 9), new Message(6, 8), new Message(2, 5), new Message(1, 4));

    assertThat(listing.items()).containsExactly(new Message(6, 8));
    assertThat(listing.reaches(at(5))).isTrue();
  }

  @Test
  void an_item_that_was_not_sent_yet_does_not_end_a_list() {
    Listing<Message> listing = messages(5, new Message(6, 7), new Message(1, 0), new Message(6, 0));

    assertThat(listing.items()).hasSize(2);
    assertThat(listing.reaches(at(5))).isTrue();
  }

  @Test
  void a_list_without_order_that_is_cut_off_proves_nothing() {
    Message unsent = new Message(6, 0);

    assertThat(messages(5, unsent, unsent, unsent, unsent, unsent).reaches(NOON.plusSeconds(9999)))
        .isFalse();
  }

  /** Seconds; those of one that was not sent are 0. */
  private record Message(int created, int sent) {}

  private static Listing<Message> messages(int since, Message... messages) {
    return Listing.read(
        List.of(messages),
        message -> at(message.created()).atZone(ZoneOffset.UTC),
        message -> message.sent() == 0 ? null : at(message.sent()).atZone(ZoneOffset.UTC),
        at(since),
        4);
  }

  private static Listing<Integer> read(int since, Integer... seconds) {
    return Listing.read(List.of(seconds), ListingTest::time, ListingTest::time, at(since), 4);
  }

  private static ZonedDateTime time(int second) {
    return at(second).atZone(ZoneOffset.UTC);
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }
}
