package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features are added, removed and exchanged by jars alone. */
class PluginSwapIT {
  private static final Path GUIDE = Path.of("../docs/plugins.md");
  private static final Pattern FILE =
      Pattern.compile("```java\\n// (\\S+)\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  private Installation product() {
    return Installation.in(folder.resolve("product"));
  }

  @Test
  void without_its_jar_a_capability_is_gone_and_nothing_else() throws Exception {
    try (RunningServer server = product().removePlugin("plugin-video").start("dev")) {
      Map<String, String> user = Map.of("Authorization", "Bearer " + server.token("user123"));
      assertThat(server.post("/api/twilio/video/token", "{\"room\":\"a\"}", user).statusCode())
          .isEqualTo(404);
      assertThat(server.post("/api/twilio/video/status", "", Map.of()).statusCode()).isEqualTo(404);
      assertThat(server.get(URI.create(server.api() + "/ui/video/index.js")).statusCode())
          .isEqualTo(404);
      assertThat(server.post("/api/twilio/voice/token", "{}", user).statusCode()).isEqualTo(200);
      assertThat(server.get(URI.create(server.api() + "/openapi.yaml")).body())
          .doesNotContain("/video/")
          .contains("/voice/");
    }
  }

  @Test
  void the_guides_plugin_takes_the_place_of_the_one_with_its_id() throws Exception {
    Installation product = product().removePlugin("plugin-sms");
    buildFromGuide(product.folder().resolve("plugins/my-sms.jar"));
    try (RunningServer server = product.start("dev")) {
      String token = server.token("backend", "--scope", "sms:send");
      HttpResponse<String> answer =
          server.post(
              "/api/twilio/sms/send",
              "{\"to\":\"+12025550123\",\"body\":\"Hello\"}",
              Map.of("Authorization", "Bearer " + token));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(RunningServer.json(answer).getString("status")).isEqualTo("logged");
      assertThat(server.stop()).isZero();
      assertThat(server.log()).contains("a message of 5 characters").doesNotContain("Hello");
    }
  }

  @Test
  void two_jars_with_one_id_are_refused_with_both_names() throws Exception {
    Installation product = product();
    buildFromGuide(product.folder().resolve("plugins/my-sms.jar"));
    Installation.Result result = product.run("dev");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.all())
        .contains("my-sms.jar", product.plugin("plugin-sms").getFileName().toString());
  }

  @Test
  void the_template_works_once_its_jar_lies_among_the_plugins() throws Exception {
    Installation product = product();
    Files.copy(
        Path.of(System.getProperty("switchboard.template")),
        product.folder().resolve("plugins/plugin-template.jar"));
    try (RunningServer server = product.start("dev")) {
      Map<String, String> alice = Map.of("Authorization", "Bearer " + server.token("alice"));
      URI notes = URI.create(server.api() + "/api/notes");
      assertThat(server.get(notes).statusCode()).isEqualTo(401);
      assertThat(server.post("/api/notes", "{\"text\":\"Buy milk\"}", alice).statusCode())
          .isEqualTo(200);
      assertThat(server.get(notes, alice).body()).isEqualTo("{\"notes\":[\"Buy milk\"]}");
      assertThat(server.get(URI.create(server.api() + "/ui/notes/index.js")).body())
          .contains("export default function Notes");
      assertThat(server.get(URI.create(server.api() + "/openapi.yaml")).body())
          .contains("/api/notes/import:", "note_too_long");
      assertThat(server.count("notes_added_total", "source=\"user\"")).isEqualTo(1);
    }
  }

  /** Does what the guide says: its files, the compiler, a jar. */
  private void buildFromGuide(Path jar) throws IOException {
    Map<String, String> sources =
        FILE.matcher(Files.readString(GUIDE))
            .results()
            .collect(Collectors.toMap(file -> file.group(1), file -> file.group(2)));
    assertThat(sources).hasSizeGreaterThan(1);
    ModuleJar.build(jar, sources, System.getProperty("switchboard.modules"), folder);
  }
}
