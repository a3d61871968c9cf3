package app.pizoo.switchboard.voice;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.spi.http.Page;
import app.pizoo.switchboard.spi.storage.Schema;
import app.pizoo.switchboard.spi.storage.Schema.Migration;
import app.pizoo.switchboard.testing.TestStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VoiceSchemaTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void histories_survive_when_parties_move_into_the_rows_of_calls(TestDatabase kind)
      throws IOException {
    List<Migration> all = VoiceSchema.SCHEMA.migrations();
    Schema before = Schema.of(all.subList(0, 3).toArray(Migration[]::new));
    try (TestStorage storage = TestStorage.create(kind, folder, "voice", before)) {
      storage.write(sql -> {
        for (String sid : List.of("CA1", "CA2", "CA3", "CA4")) {
          sql.update(
              """
              INSERT INTO voice_calls
                (sid, status, is_over, duration, reason, started_at, updated_at, asked_at)
              VALUES (?, 'completed', 1, 7, '', 1000, 1000, 0)
              """,
              sid);
        }
        sql.update(
            """
            INSERT INTO voice_parties
              (user_name, sid, direction, other_user, other_key, other_masked, started_at)
            VALUES
              ('alice', 'CA1', 'outgoing', 'bob', '', '', 1000),
              ('bob', 'CA1', 'incoming', 'alice', '', '', 1000),
              ('alice', 'CA2', 'outgoing', '', 'hash', '+1********23', 1000),
              ('alice', 'CA3', 'incoming', '', 'hash', '+1********23', 1000),
              ('alice', 'CA4', 'outgoing', 'bob', '', '', 1000)
            """);
        return all.get(3).statements().stream().mapToInt(sql::update).sum();
      });
      CallHistory history = new CallHistory(storage);
      assertThat(history.of("alice", new Page(10, Long.MAX_VALUE, "")))
          .extracting(entry -> entry.sid() + entry.direction() + entry.with().shown().orElse("-"))
          .containsExactly(
              "CA4outgoingbob",
              "CA3incoming+1********23",
              "CA2outgoing+1********23",
              "CA1outgoingbob");
      assertThat(history.of("bob", new Page(10, Long.MAX_VALUE, "")))
          .as("a refused call is the caller's alone")
          .extracting(entry -> entry.sid() + entry.direction() + entry.with().shown().orElse("-"))
          .containsExactly("CA1incomingalice");
    }
  }
}
