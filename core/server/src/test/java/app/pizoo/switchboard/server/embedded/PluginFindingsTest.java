package app.pizoo.switchboard.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.fixtures.LogLines;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.ScheduledTask;
import app.pizoo.switchboard.spi.http.Response;
import app.pizoo.switchboard.spi.storage.Inbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the author of a plugin gets wrong is found at start, and the finding says what it is. */
class PluginFindingsTest {
  private static final String RULES = "SWITCHBOARD_LIMIT_RULES";
  private static final RateLimit SEND = RateLimit.node("one.send", 2, Duration.ofMinutes(1));

  private static List<Finding> findings(Plugin... plugins) {
    EmbeddedServer.Builder server = EmbeddedServer.production();
    List.of(plugins).forEach(server::plugin);
    return catchThrowableOfType(StartFailure.class, server::start).findings();
  }

  @Test
  void a_wrong_migration_names_the_plugin_the_version_the_statement_and_the_error() {
    List<Finding> findings =
        findings(
            TinyPlugin.of("one").storing("CREATE TABLE one (n INTEGER)", "CREATE TABEL two (n)"));
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().kind()).isEqualTo(Finding.Kind.PLUGINS);
    assertThat(findings.getFirst().text())
        .startsWith("TinyPlugin: Migration 1 of one (things) failed: ")
        .contains("near \"TABEL\": syntax error")
        .endsWith("The statement: CREATE TABEL two (n)");
  }

  @Test
  void two_plugins_with_one_rate_limit_are_refused() {
    assertThat(findings(TinyPlugin.of("one").limiting(SEND), TinyPlugin.of("two").limiting(SEND)))
        .extracting(Finding::text)
        .containsExactly("TinyPlugin declares the rate limit one.send twice");
  }

  @Test
  void a_rate_limit_whose_name_no_setting_could_hold_is_refused() {
    RateLimit wrong = RateLimit.node("one send!", 2, Duration.ofMinutes(1));
    assertThat(findings(TinyPlugin.of("one").limiting(wrong)))
        .extracting(Finding::text)
        .containsExactly(
            "TinyPlugin declares the rate limit one send!: a name has lower-case letters, digits,"
                + " dots and _");
  }

  @Test
  void two_scheduled_tasks_of_one_name_are_refused() {
    ScheduledTask task = new ScheduledTask("sweeping", Duration.ofHours(1), () -> {});
    assertThat(
            findings(
                TinyPlugin.of("one")
                    .starting(context ->
                        RunningPlugin.builder().scheduledTasks(List.of(task, task)).build())))
        .extracting(Finding::text)
        .containsExactly("TinyPlugin has two scheduled tasks with the name sweeping");
  }

  @Test
  void two_handlers_of_one_topic_are_refused() {
    Inbox.EventCodec<String> codec = new TextCodec();
    assertThat(
            findings(
                TinyPlugin.of("one")
                    .starting(context ->
                        RunningPlugin.builder()
                            .onEvent(codec, (sql, text) -> () -> {})
                            .onEvent(codec, (sql, text) -> () -> {})
                            .build())))
        .extracting(Finding::text)
        .containsExactly(
            "TinyPlugin could not start: IllegalArgumentException: two handlers for the topic"
                + " text");
  }

  private static final class TextCodec implements Inbox.EventCodec<String> {
    @Override
    public String topic() {
      return "text";
    }

    @Override
    public Class<String> type() {
      return String.class;
    }

    @Override
    public String key(String event) {
      return event;
    }

    @Override
    public Map<String, String> encode(String event) {
      return Map.of();
    }

    @Override
    public String decode(String key, Map<String, String> fields) {
      return key;
    }
  }

  private static RunningPlugin sending(PluginContext context) {
    return RunningPlugin.builder()
        .routes(routes ->
            routes.get(
                "/send",
                context.guards().open(),
                request -> {
                  context.rateLimits().take(SEND, "somebody");
                  return Response.noContent();
                }))
        .build();
  }

  private static int send(EmbeddedServer server) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(server.api() + "/send")).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void a_rate_limit_that_is_used_and_not_declared_is_named_in_the_log() throws Exception {
    try (LogLines lines = LogLines.of("switchboard.http");
        EmbeddedServer server =
            EmbeddedServer.production()
                .plugin(TinyPlugin.of("one").starting(PluginFindingsTest::sending))
                .start()) {
      assertThat(send(server)).isEqualTo(500);
      assertThat(lines.lines())
          .singleElement()
          .asString()
          .contains(
              "IllegalArgumentException: one uses the rate limit one.send, which its rateLimits()"
                  + " does not declare");
    }
  }

  @Test
  void an_override_for_a_removed_plugin_has_no_effect() {
    EmbeddedServer.production()
        .plugin(TinyPlugin.of("one").limiting(SEND))
        .set(RULES, "removed.call.hour=3")
        .start()
        .close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"one.sent=3", "one.nothing.like.it=3", "eno.send=3"})
  void an_override_that_is_misspelled_stops_the_start(String override) {
    EmbeddedServer.Builder server =
        EmbeddedServer.production()
            .plugin(TinyPlugin.of("one").limiting(SEND))
            .set(RULES, override);
    assertThatThrownBy(server::start)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("no plugin has the rate limit");
  }

  @Test
  void an_override_to_block_holds_in_development() throws Exception {
    assertThat(third("one.send=2:block")).isEqualTo(429);
    assertThat(third("one.send=2")).isEqualTo(204);
  }

  private static int third(String override) throws IOException, InterruptedException {
    TinyPlugin plugin = TinyPlugin.of("one").limiting(SEND).starting(PluginFindingsTest::sending);
    try (EmbeddedServer server =
        EmbeddedServer.development().plugin(plugin).set(RULES, override).start()) {
      send(server);
      send(server);
      return send(server);
    }
  }
}
