package app.pizoo.switchboard.mock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.spi.DevService;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BoxDevServiceTest {
  private final BoxDevService devService = new BoxDevService();

  @Test
  void it_supplies_exactly_the_declared_settings() {
    DevService.RunningDevService runningDevService = devService.start(context("0"));
    try {
      assertThat(runningDevService.values().keySet()).isEqualTo(devService.supplies());
      assertThat(runningDevService.values())
          .containsEntry("SWITCHBOARD_TWILIO_BASE_URL", runningDevService.address().toString());
      assertThat(runningDevService.examples())
          .singleElement()
          .asString()
          .contains(
              runningDevService.address() + "/?as=alice", runningDevService.address() + "/?as=bob");
    } finally {
      runningDevService.close();
    }
  }

  @Test
  void it_prints_everything_that_a_client_needs() {
    DevService.RunningDevService runningDevService = devService.start(context("0"));
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      runningDevService.describe(new PrintStream(text, true, UTF_8));
      runningDevService
          .values()
          .forEach((name, value) -> assertThat(text.toString(UTF_8)).contains(name + "=" + value));
    } finally {
      runningDevService.close();
    }
  }

  @Test
  void its_default_port_is_8081() {
    assertThat(BoxDevService.PORT.defaultText(Mode.DEVELOPMENT)).contains("8081");
  }

  @Test
  void a_port_in_use_fails_with_a_bind_exception() {
    try (TwilioBox other = TwilioBox.start(0)) {
      String taken = String.valueOf(other.address().getPort());
      assertThatThrownBy(() -> devService.start(context(taken)))
          .hasRootCauseInstanceOf(BindException.class);
    }
  }

  @Test
  void the_string_form_of_the_account_has_no_secrets() {
    BoxAccount account = BoxAccount.fixed();
    assertThat(account.toString())
        .doesNotContain(account.authToken())
        .doesNotContain(account.apiKeySecret());
  }

  private static DevService.DevServiceContext context(String port) {
    return new DevService.DevServiceContext() {
      @Override
      public Settings settings() {
        return new Settings() {
          @Override
          public <T> Optional<T> find(Setting<T> setting) {
            return Optional.of(setting.parse(port));
          }
        };
      }

      @Override
      public Supplier<Optional<URI>> publicUrl() {
        return Optional::empty;
      }

      @Override
      public Map<String, String> webhooks() {
        return Map.of();
      }

      @Override
      public Optional<DevService.AppTokens> appTokens() {
        return Optional.empty();
      }
    };
  }
}
