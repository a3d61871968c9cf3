package app.pizoo.switchboard.mock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.Settings;
import app.pizoo.switchboard.spi.StandIn;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BoxStandInTest {
  private final BoxStandIn standIn = new BoxStandIn();

  @Test
  void it_supplies_exactly_what_it_promises() {
    StandIn.Standing standing = standIn.start(context("0"));
    try {
      assertThat(standing.values().keySet()).isEqualTo(standIn.supplies());
      assertThat(standing.values())
          .containsEntry("SWITCHBOARD_TWILIO_BASE_URL", standing.address().toString());
      assertThat(standing.examples())
          .singleElement()
          .asString()
          .contains(standing.address() + "/?as=alice", standing.address() + "/?as=bob");
    } finally {
      standing.close();
    }
  }

  @Test
  void it_describes_all_that_a_client_needs() {
    StandIn.Standing standing = standIn.start(context("0"));
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      standing.describe(new PrintStream(text, true, UTF_8));
      standing
          .values()
          .forEach((name, value) -> assertThat(text.toString(UTF_8)).contains(name + "=" + value));
    } finally {
      standing.close();
    }
  }

  @Test
  void it_listens_on_8081_unless_told_otherwise() {
    assertThat(BoxStandIn.PORT.defaultText(Mode.DEVELOPMENT)).contains("8081");
  }

  @Test
  void a_port_in_use_is_told_as_such() {
    try (TwilioBox other = TwilioBox.start(0)) {
      String taken = String.valueOf(other.address().getPort());
      assertThatThrownBy(() -> standIn.start(context(taken)))
          .hasRootCauseInstanceOf(BindException.class);
    }
  }

  @Test
  void nothing_that_is_printed_by_accident_tells_the_secrets() {
    BoxAccount account = BoxAccount.fixed();
    assertThat(account.toString())
        .doesNotContain(account.authToken())
        .doesNotContain(account.apiKeySecret());
  }

  private static StandIn.StandInContext context(String port) {
    return new StandIn.StandInContext() {
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
      public Optional<StandIn.AppTokens> appTokens() {
        return Optional.empty();
      }
    };
  }
}
