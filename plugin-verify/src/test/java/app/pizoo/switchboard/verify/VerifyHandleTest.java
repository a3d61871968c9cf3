package app.pizoo.switchboard.verify;

import static app.pizoo.switchboard.verify.Fixture.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.verify.request.Channel;
import app.pizoo.switchboard.verify.request.Recipient;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose a verification is, by the handle that its start returned. */
class VerifyHandleTest {
  private static final Recipient ALICE = Fixture.phone("+12025550123");

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_later_start_by_somebody_else_does_not_take_the_verification_over() {
    String first =
        fixture.service.start(ALICE, Channel.SMS, CLIENT, Optional.empty(), Optional.empty());
    String second =
        fixture.service.start(ALICE, Channel.SMS, CLIENT, Optional.empty(), Optional.empty());
    assertThat(second).isNotEqualTo(first);
    assertThat(startWith(first)).isEqualTo(first);
    assertThat(startWith(second)).isNotEqualTo(second);
  }

  private String startWith(String handle) {
    return fixture.service.start(ALICE, Channel.SMS, CLIENT, Optional.empty(), Optional.of(handle));
  }
}
