package app.pizoo.switchboard.server.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.server.embedded.EmbeddedServer;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.RunningPlugin;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of metrics and of their labels are checked when a plugin registers them. */
class MetricNamesTest {

  private record Measured(Consumer<Metrics> registration) implements Plugin {
    @Override
    public PluginInfo info() {
      return new PluginInfo("measured", "for tests");
    }

    @Override
    public RunningPlugin start(PluginContext context) {
      registration.accept(context.metrics());
      return RunningPlugin.builder().build();
    }
  }

  private static Arguments bad(String message, Consumer<Metrics> registration) {
    return Arguments.of(message, registration);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        bad("metric 'calls-begun': expected lower-case words", m -> m.counter("calls-begun", "x")),
        bad("metric 'Calls': expected lower-case words", m -> m.gauge("Calls", "x", () -> 1)),
        bad("metric calls_total: the ending _total", m -> m.counter("calls_total", "x")),
        bad("metric calls_seconds: the ending", m -> m.timer("calls_seconds", "x")),
        bad("metric calls: label 'end-reason'", m -> m.counter("calls", "x", "end-reason")),
        bad("metric calls: label 'le'", m -> m.timer("calls", "x", "le")),
        bad("metric calls: a label occurs twice", m -> m.counter("calls", "x", "a", "a")),
        bad(
            "metric calls: registered already as a counter with the labels [a]",
            m -> {
              m.counter("calls", "x", "a");
              m.counter("calls", "x", "b");
            }));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_bad_name_is_a_finding_that_names_the_plugin(String message, Consumer<Metrics> mistake) {
    EmbeddedServer.Builder server = EmbeddedServer.development().plugin(new Measured(mistake));
    StartFailure failure = catchThrowableOfType(StartFailure.class, server::start);
    assertThat(failure.findings())
        .extracting(Finding::text)
        .singleElement()
        .asString()
        .startsWith("Measured could not start: ")
        .contains(message);
  }
}
