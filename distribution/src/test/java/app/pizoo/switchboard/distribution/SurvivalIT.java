package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Few files, little memory, dead threads: the server goes on, or its supervisor restarts it. */
@Timeout(300)
class SurvivalIT {
  private static final int PART_DIED = 7;

  /** 128 + SIGABRT: no code of ours, and restarted by the unit. */
  private static final int ABORTED = 134;

  /** The report of the crash, which would otherwise lie in the folder of the build. */
  private static final String ERROR_FILE = "-XX:ErrorFile=/dev/null";

  /** Interrupts the thread that accepts connections, which closes its channel; or eats the heap. */
  private static final Map<String, String> KILLER =
      Map.of(
          "module-info.java",
          """
          module killer {
            requires app.pizoo.switchboard.spi;
            provides app.pizoo.switchboard.spi.Plugin with killer.Killer;
          }
          """,
          "killer/Killer.java",
          """
          package killer;
          import app.pizoo.switchboard.spi.*;
          import app.pizoo.switchboard.spi.http.*;
          public class Killer implements Plugin {
            public PluginInfo info() { return new PluginInfo("killer", "for tests"); }
            public RunningPlugin start(PluginContext context) {
              return RunningPlugin.builder()
                  .routes(routes -> { routes.post("/kill", context.guards().open(), request -> {
                    Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("the API"))
                        .forEach(Thread::interrupt);
                    return Response.of("text/plain", "killed");
                  });
                  routes.post("/eat", context.guards().open(), request -> {
                    java.util.List<byte[]> eaten = new java.util.ArrayList<>();
                    while (true) {
                      eaten.add(new byte[100_000]);
                    }
                  }); })
                  .build();
            }
          }
          """);

  @TempDir Path folder;

  private Installation product() {
    return Installation.in(folder.resolve("product"));
  }

  private Installation withKiller() throws IOException {
    Installation product = product();
    ModuleJar.build(
        product.folder().resolve("plugins/killer.jar"),
        KILLER,
        System.getProperty("switchboard.modules"),
        folder);
    return product;
  }

  private static Socket connect(RunningServer server) throws IOException {
    return new Socket(server.api().getHost(), server.api().getPort());
  }

  private static int live(RunningServer server) throws Exception {
    return server.get(URI.create(server.operations() + "/health/live")).statusCode();
  }

  private static void assertAnswersAfter(RunningServer server, int connections) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        sockets.add(connect(server));
      }
      assertThat(live(server)).isEqualTo(200);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    assertThat(server.get(URI.create(server.api() + "/openapi.yaml")).statusCode()).isEqualTo(200);
    assertThat(live(server)).isEqualTo(200);
  }

  @Test
  void clients_do_not_use_up_the_files_of_the_process() throws Exception {
    try (RunningServer server = product().withOpenFiles(400).start("dev")) {
      assertAnswersAfter(server, 600);
      assertThat(server.get(URI.create(server.operations() + "/metrics")).body())
          .contains("switchboard_connections_max 72.0");
      assertThat(server.log()).doesNotContain("Too many open files", "cannot accept");
      assertThat(server.stop()).isZero();
    }
  }

  @Test
  void a_listener_accepts_again_once_there_are_files_again() throws Exception {
    Installation product = product();
    long files;
    try (RunningServer server = product.start("dev")) {
      try (Stream<Path> open = Files.list(Path.of("/proc/" + server.process().pid() + "/fd"))) {
        files = open.count();
      }
    }
    // Fewer than the connections that are accepted at least.
    try (RunningServer server = product.withOpenFiles(files + 10).start("dev")) {
      List<Socket> sockets = new ArrayList<>();
      try {
        for (int i = 0; i < 40; i++) {
          sockets.add(connect(server));
        }
        Eventually.isTrue(
            "no file is left",
            () -> server.log().contains("cannot accept connections and tries again"));
      } finally {
        for (Socket socket : sockets) {
          socket.close();
        }
      }
      assertThat(server.get(URI.create(server.api() + "/openapi.yaml")).statusCode())
          .isEqualTo(200);
      assertThat(live(server)).isEqualTo(200);
      assertThat(server.log()).containsOnlyOnce("tries again");
    }
  }

  @Test
  void a_dead_part_is_named_and_ends_the_process_with_a_code_that_is_restarted() throws Exception {
    try (RunningServer server = withKiller().start("dev")) {
      assertThat(live(server)).isEqualTo(200);
      assertThat(server.post("/kill", "", Map.of()).statusCode()).isEqualTo(200);
      HttpResponse<String> health = server.get(URI.create(server.operations() + "/health/live"));
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(health.body()).isEqualTo("{\"status\":\"DOWN\",\"dead\":[\"API listener\"]}");
      assertThat(server.exit()).isEqualTo(PART_DIED);
      assertThat(server.log()).contains("died: API listener");
    }
  }

  /** With half of the smallest supported heap, so that room is left for other work. */
  @Test
  void a_small_heap_survives_large_bodies_of_anonymous_clients() throws Exception {
    Installation product = product().with("SWITCHBOARD_JAVA_OPTS", "-Xmx64m");
    try (RunningServer server = product.start("dev")) {
      // An empty object takes about fifty times its text, for as long as the code is on its way.
      String values =
          "{\"phone\":\"+12025550123\",\"code\":\"1234\",\"x\":[" + "{},".repeat(21_000) + "0]}";
      String chunk = Integer.toHexString(values.length()) + "\r\n" + values + "\r\n0\r\n\r\n";
      List<String> bodies =
          List.of(
              "Content-Length: " + values.length() + "\r\n\r\n" + values,
              "Transfer-Encoding: chunked\r\n\r\n" + chunk);
      List<String> paths =
          List.of("/api/auth/verify/start", "/api/auth/verify/check", "/api/twilio/voice/incoming");
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 160; i++) {
          int number = i;
          var _ =
              clients.submit(() -> {
                for (int round = 0; round < 12; round++) {
                  attack(server, paths.get(round % 3), bodies.get((number + round / 3) % 2));
                }
              });
        }
      }
      assertThat(server.process().isAlive()).as("it runs: %s", server.log()).isTrue();
      assertThat(live(server)).isEqualTo(200);
      String token = server.token("alice");
      assertThat(
              server
                  .post("/api/twilio/voice/token", "{}", Map.of("Authorization", "Bearer " + token))
                  .statusCode())
          .isEqualTo(200);
      server.process().destroy();
      assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).as("SIGTERM").isTrue();
      assertThat(server.process().exitValue()).isZero();
      assertThat(server.log()).doesNotContain("OutOfMemoryError", " failed");
    }
  }

  /** Sends all and then reads the answer slowly, so that the bodies exist at the same time. */
  private static void attack(RunningServer server, String path, String body) {
    try (Socket socket = connect(server)) {
      socket.setSoTimeout(60_000);
      String head =
          "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
      byte[] bytes = (head + body).getBytes(US_ASCII);
      socket.getOutputStream().write(bytes, 0, bytes.length - 1);
      socket.getOutputStream().flush();
      socket.getOutputStream().write(bytes, bytes.length - 1, 1);
      socket.getInputStream().read();
    } catch (IOException refused) {
      // The server may close before it has read everything.
    }
  }

  @Test
  void a_process_without_memory_ends_at_once_by_a_signal() throws Exception {
    Installation product = withKiller().with("SWITCHBOARD_JAVA_OPTS", "-Xmx128m " + ERROR_FILE);
    try (RunningServer server = product.start("dev")) {
      var _ = server.postLater("/eat", "", Map.of());
      assertThat(server.exit()).isEqualTo(ABORTED);
    }
  }
}
