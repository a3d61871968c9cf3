package app.pizoo.switchboard.server.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.server.embedded.EmbeddedServer;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.http.Response;
import app.pizoo.switchboard.spi.storage.Schema;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The finding names a plugin that does something wrong while it starts. */
class BrokenPluginsTest {

  private record Broken(Schema schema, Function<PluginContext, RunningPlugin> code)
      implements Plugin {
    @Override
    public PluginInfo info() {
      return new PluginInfo("broken", "for tests");
    }

    @Override
    public RunningPlugin start(PluginContext context) {
      return code.apply(context);
    }
  }

  private static Arguments broken(String message, Function<PluginContext, RunningPlugin> code) {
    return Arguments.of(message, new Broken(Schema.none(), code));
  }

  @SuppressWarnings("NullAway") // plugins may be compiled without it
  static Stream<Arguments> mistakes() {
    return Stream.of(
        broken(
            "Broken could not start: AssertionError: no",
            context -> {
              throw new AssertionError("no");
            }),
        broken("Broken could not start: NullPointerException: start returned null", c -> null),
        broken(
            "Broken could not start: StackOverflowError",
            context -> {
              throw new StackOverflowError();
            }),
        broken(
            "Broken could not start: IllegalArgumentException: GET /a: the guard is null",
            context ->
                RunningPlugin.builder()
                    .routes(routes -> routes.get("/a", null, request -> Response.noContent()))
                    .build()),
        Arguments.of(
            "Broken: Migration 1 of broken (a table) failed",
            new Broken(
                Schema.of(new Schema.Migration(1, "a table", List.of("CREATE TABEL x (y)"))),
                context -> RunningPlugin.builder().build())));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void the_finding_names_the_plugin(String message, Plugin plugin) {
    EmbeddedServer.Builder server = EmbeddedServer.development().plugin(plugin);
    StartFailure failure = catchThrowableOfType(StartFailure.class, server::start);
    assertThat(failure.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(Finding.Kind.PLUGINS);
          assertThat(finding.text()).startsWith(message);
        });
  }
}
