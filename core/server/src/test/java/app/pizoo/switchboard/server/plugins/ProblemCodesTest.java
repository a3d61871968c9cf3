package app.pizoo.switchboard.server.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.server.embedded.EmbeddedServer;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemCodesTest {

  /** A plugin without routes; start-up findings name its class. */
  private interface Silent extends Plugin {
    @Override
    default PluginInfo info() {
      return new PluginInfo(getClass().getSimpleName().toLowerCase(Locale.ROOT), "for tests");
    }

    @Override
    default RunningPlugin start(PluginContext context) {
      return RunningPlugin.builder().build();
    }
  }

  private record Chat(List<ProblemCode> problemCodes) implements Silent {}

  private record Rooms(List<ProblemCode> problemCodes) implements Silent {}

  private static List<ProblemCode> codes(String... codes) {
    return Stream.of(codes).map(code -> new ProblemCode(code, 409, "For tests")).toList();
  }

  private static List<String> findings(Plugin... plugins) {
    EmbeddedServer.Builder server = EmbeddedServer.development();
    Stream.of(plugins).forEach(server::plugin);
    StartFailure failure = catchThrowableOfType(StartFailure.class, server::start);
    return failure.findings().stream().map(Finding::text).toList();
  }

  @Test
  void two_plugins_that_declare_one_code_do_not_start() {
    assertThat(findings(new Chat(codes("room_full", "room_closed")), new Rooms(codes("room_full"))))
        .containsExactly("Chat and Rooms both declare the error code room_full: keep one of them");
  }

  @Test
  void a_plugin_cannot_declare_a_code_twice() {
    assertThat(findings(new Chat(codes("room_full", "room_full"))))
        .containsExactly("Chat declares the error code room_full twice");
  }

  @Test
  void a_plugin_cannot_declare_a_code_of_the_server() {
    assertThat(findings(new Chat(codes("rate_limited"))))
        .containsExactly(
            "the server and Chat both declare the error code rate_limited: keep one of them");
  }

  @ParameterizedTest
  @CsvSource({"RATE_LIMITED, 429", "rate-limited, 429", "'', 400", "fine, 200", "fine, 600"})
  void a_code_has_words_joined_by_underscores_and_the_status_of_an_error(String code, int status) {
    assertThatThrownBy(() -> new ProblemCode(code, status, "For tests"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("problem code");
  }
}
