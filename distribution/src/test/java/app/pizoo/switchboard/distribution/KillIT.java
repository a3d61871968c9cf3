package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.bench.KillRun;
import app.pizoo.switchboard.fixtures.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The small size of a run that {@code bench/README.md} describes. */
class KillIT {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void a_killed_server_lost_nothing_it_acknowledged_and_sends_nothing_twice(TestDatabase database)
      throws Exception {
    try (KillRun run = new KillRun(database, new KillRun.Size(1, 500, 30), folder)) {
      KillRun.Webhooks webhooks = run.webhooks();
      System.out.println(database + ": " + webhooks);
      assertThat(webhooks.cut()).isPositive();
      assertThat(webhooks.lost()).isZero();
      assertThat(webhooks.ledger().delivered()).hasSize(500);
      assertThat(webhooks.ledger().events()).isEqualTo(500);
      assertThat(webhooks.ledger().torn()).isZero();
      assertThat(webhooks.changed()).isZero();

      KillRun.Sends sends = run.sends(Duration.ZERO);
      System.out.println(database + ": " + sends);
      assertThat(sends.unanswered()).isPositive();
      assertThat(sends.doubled()).isZero();
      // A send without a response stays unresolved until its outcome is certain.
      assertThat(sends.messages()).isBetween(sends.keys() - sends.open(), sends.keys());
    }
  }
}
