package app.pizoo.switchboard.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.spi.http.Response;
import app.pizoo.switchboard.spi.http.Routes;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class RouteTableTest {
  private static final int MANY = 20_000;

  private final RouteTable table = new RouteTable();
  private final Routes routes = table.of("a.jar");

  private void register(Routes to, String pattern) {
    to.get(pattern, new OpenGuard(), request -> Response.noContent());
  }

  /** Memory is a measure of the work that does not depend on the machine. */
  @Test
  void the_work_to_register_a_route_does_not_grow_with_the_number_of_routes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < MANY; i++) {
      register(routes, "/r" + i + "/{id}");
    }
    // Comparing each route with each other took a hundred times as much.
    assertThat((threads.getCurrentThreadAllocatedBytes() - before) / MANY).isLessThan(10_000);
    assertThat(table.all()).hasSize(MANY);
    assertThat(table.match("GET", "/r19999/x").route().pattern()).isEqualTo("/r19999/{id}");
  }

  @Test
  void a_route_that_two_plugins_register_is_a_conflict_whatever_its_parameters_are_called() {
    register(routes, "/a/{id}");
    register(table.of("b.jar"), "/a/{name}");
    assertThat(table.conflicts())
        .containsExactly("a.jar and b.jar both claim GET /a/{name}: keep one of them");
  }
}
