package app.pizoo.switchboard.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.RequestBody;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyBudgetTest {
  private static final long HEAP = 128L * 1024 * 1024;

  @ParameterizedTest
  @CsvSource({
    // a sixteenth of the heap: whole bodies of known length
    "false, 65536, 128",
    "false, 1, 8192",
    // in chunks, of which one can be twice as long
    "false, -1, 64",
    // what a streamed body needs at a time
    "true, 1000000, 512",
    "true, -1, 8",
  })
  void all_bodies_at_once_take_a_part_of_the_heap(boolean streamed, long length, int count) {
    BodyBudget budget = new BodyBudget(HEAP);
    RequestBody body = streamed ? RequestBody.streamed(1 << 30) : RequestBody.WEBHOOK;
    List<HttpExchange.Resource> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(budget.take(body, length));
    }
    assertThatThrownBy(() -> budget.take(body, length))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code().status()).isEqualTo(503));
    taken.getFirst().close();
    budget.take(body, length);
  }
}
