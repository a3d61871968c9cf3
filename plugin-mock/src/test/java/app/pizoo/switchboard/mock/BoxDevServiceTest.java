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
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxDevServiceTest {
  @TempDir Path data;
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
  void it_prepares_programs_before_it_runs_and_uses_the_same_authority_then() throws Exception {
    assertThat(devService.environment(context("8099")))
        .contains("export HTTPS_PROXY='http://127.0.0.1:8099'");
    DevService.RunningDevService running = devService.start(context("0"));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(running.address().resolve("/box/ca.pem")).build();
      assertThat(client.send(request, BodyHandlers.ofString()).body())
          .isEqualTo(Files.readString(data.resolve("box/ca.pem")));
    } finally {
      running.close();
    }
  }

  @Test
  void a_folder_that_cannot_be_written_to_is_named() throws Exception {
    data = Files.writeString(data.resolve("file"), "");
    assertThatThrownBy(() -> devService.environment(context("8099")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot write to " + data.resolve("box"));
  }

  @Test
  void programs_cannot_be_prepared_for_a_port_that_is_not_known() {
    assertThatThrownBy(() -> devService.environment(context("0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SWITCHBOARD_BOX_PORT");
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

  private DevService.DevServiceContext context(String port) {
    return new DevService.DevServiceContext() {
      @Override
      public Settings settings() {
        return new Settings() {
          @Override
          public <T> Optional<T> find(Setting<T> setting) {
            return setting.equals(BoxDevService.PORT)
                ? Optional.of(setting.parse(port))
                : setting.defaultText(Mode.DEVELOPMENT).map(setting::parse);
          }
        };
      }

      @Override
      public Path data() {
        return data;
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
