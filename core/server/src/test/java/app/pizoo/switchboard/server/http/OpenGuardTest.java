package app.pizoo.switchboard.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.spi.http.Admission;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenGuardTest {
  private static final int MAX_PER_PREFIX = 32;

  private final OpenGuard guard = new OpenGuard();

  private Admission enter(String address) {
    Request request = Request.of("GET", "http://localhost/");
    return guard.admit(
        new Request(
            request.method(),
            request.path(),
            request.url(),
            request.pathParameters(),
            request.headers(),
            request.body(),
            address,
            request.id(),
            request.caller()));
  }

  private List<Admission> fill(String pattern) {
    List<Admission> places = new ArrayList<>();
    for (int i = 1; i <= MAX_PER_PREFIX; i++) {
      places.add(enter(pattern.formatted(i)));
    }
    return places;
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, 192.0.2.2",
    "2001:db8:0:1::%x, 2001:db8:0:1:ffff::1, 2001:db8:0:2::1",
    "::ffff:192.0.2.1, 192.0.2.1, ::ffff:192.0.2.2"
  })
  void one_network_prefix_cannot_take_all_places(String pattern, String same, String other) {
    List<Admission> places = fill(pattern);
    assertThatThrownBy(() -> enter(same))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo(ProblemCode.RATE_LIMITED));
    enter(other).close();
    places.getFirst().close();
    enter(same).close();
  }

  @Test
  void all_places_together_are_bounded() {
    for (int i = 0; i < 32; i++) {
      fill("192.0.2." + i);
    }
    assertThatThrownBy(() -> enter("198.51.100.1"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(ProblemCode.OVERLOADED));
  }
}
