package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The components as browsers and apps get them: served by the plugins, packed in the archive. */
class WebPackagesIT {
  private static final Pattern PART = Pattern.compile("part\\.[0-9a-f]{12}\\.js");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Path PACKAGES = Path.of(System.getProperty("switchboard.product"), "web");

  /** Where each plugin keeps its package for browsers, if it has one. */
  private static final String SOURCES = "src/main/web/package.json";

  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = Installation.in(folder.resolve("product")).start("dev");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /** The plugins whose packages are published, by the names that they have in addresses. */
  private static List<String> components() throws IOException {
    return components(manifest -> !manifest.getBoolean("private", false));
  }

  /** Those that bring an SDK along. */
  private static List<String> componentsWithSdk() throws IOException {
    return components(
        manifest -> !manifest.getBoolean("private", false) && manifest.containsKey("dependencies"));
  }

  private static List<String> components(Predicate<JsonObject> fits) throws IOException {
    try (Stream<Path> folders = Files.list(Path.of(".."))) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith("plugin-"))
          .filter(folder -> Files.exists(folder.resolve(SOURCES)))
          .filter(folder -> fits.test(manifest(folder.resolve(SOURCES))))
          .map(folder -> folder.getFileName().toString().substring("plugin-".length()))
          .sorted()
          .toList();
    }
  }

  private static JsonObject manifest(Path file) {
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
      return reader.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.api() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @MethodSource("components")
  void a_plugin_serves_its_component_as_a_module_with_its_style(String plugin) throws Exception {
    HttpResponse<String> module = get("/ui/" + plugin + "/index.js");
    assertThat(module.statusCode()).isEqualTo(200);
    assertThat(module.body()).contains("as default");
    assertThat(header(module, "content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(module, "cache-control")).isEqualTo("no-cache");
    assertThat(header(module, "x-content-type-options")).isEqualTo("nosniff");
    String tag = header(module, "etag");
    assertThat(get("/ui/" + plugin + "/index.js", "If-None-Match", tag).statusCode())
        .isEqualTo(304);
    assertThat(header(get("/ui/" + plugin + "/style.css"), "content-type"))
        .isEqualTo("text/css; charset=utf-8");
  }

  @ParameterizedTest
  @MethodSource("componentsWithSdk")
  void the_sdk_is_a_separate_chunk_that_browsers_cache(String plugin) throws Exception {
    String module = get("/ui/" + plugin + "/index.js").body();
    List<String> parts = PART.matcher(module).results().map(MatchResult::group).distinct().toList();
    assertThat(parts).isNotEmpty();
    for (String part : parts) {
      HttpResponse<String> answer = get("/ui/" + plugin + "/" + part);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(header(answer, "cache-control")).contains("immutable");
    }
    assertThat(get("/ui/" + plugin + "/licenses.md").body()).contains("twilio");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ui/voice/",
        "/ui/voice/missing.js",
        "/ui/voice/..%2f..%2fMANIFEST.MF",
        "/ui/voice/%2e%2e",
        "/ui/voice/x/../index.js.map",
        "/ui/voice/index.js%00"
      })
  void nothing_else_is_served(String path) throws Exception {
    assertThat(get(path).statusCode()).isIn(400, 404);
  }

  @ParameterizedTest
  @MethodSource("components")
  void the_archive_carries_each_package(String name) throws Exception {
    try (Stream<Path> files = Files.list(PACKAGES)) {
      Path file =
          files
              .filter(path -> path.getFileName().toString().startsWith("switchboard-" + name))
              .findFirst()
              .orElseThrow();
      Process list = new ProcessBuilder("tar", "-tzf", file.toString()).start();
      String held = new String(list.getInputStream().readAllBytes(), UTF_8);
      assertThat(held.lines())
          .contains(
              "package/package.json",
              "package/README.md",
              "package/dist/index.js",
              "package/dist/style.css",
              "package/dist/types/index.d.ts",
              "package/dist/types/client/index.d.ts")
          .noneMatch(entry -> entry.contains("/src/") || entry.contains("/served/"));
    }
  }

  @Test
  void a_page_of_another_port_of_this_machine_may_load_them() throws Exception {
    HttpResponse<String> answer = get("/ui/voice/index.js", "Origin", "http://localhost:5173");
    assertThat(header(answer, "access-control-allow-origin")).isEqualTo("http://localhost:5173");
    assertThat(header(answer, "vary")).contains("Origin");
  }
}
