package app.pizoo.switchboard.mock.video;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.TwilioBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class TcmpConnectionTest {
  private final TwilioBox box = TwilioBox.start(0);

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void hello_is_answered_with_welcome_and_heartbeats() throws Exception {
    try (VideoBrowser browser = new VideoBrowser(box)) {
      browser.send(VideoBrowser.json("{'type':'hello','version':2,'timeout':60000}"));
      assertThat(browser.frame("welcome").getInt("negotiatedTimeout")).isEqualTo(5000);
      browser.frame("heartbeat");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{}",
        "[]",
        "{'type':'hello','version':1}",
        "{'type':'hello'}",
        "{'type':'msg','body':{'type':'ice'}}",
        "{'type':'sing'}",
        "{'type':7}"
      })
  void an_invalid_message_is_answered_with_bad_and_ends_the_connection(String text)
      throws Exception {
    try (VideoBrowser browser = new VideoBrowser(box)) {
      browser.sendText(text.replace('\'', '"'));
      assertThat(browser.frame("bad").getString("reason")).isNotEmpty();
      assertThat(browser.closed()).isEqualTo(1002);
    }
  }

  @Test
  void a_message_without_body_is_bad() throws Exception {
    try (VideoBrowser browser = VideoBrowser.open(box)) {
      browser.send(VideoBrowser.json("{'type':'msg'}"));
      browser.frame("bad");
    }
  }

  @Test
  void a_message_of_no_meaning_is_an_error_of_the_rooms() throws Exception {
    try (VideoBrowser browser = VideoBrowser.open(box)) {
      browser.say("{'type':'dance'}");
      assertThat(browser.next("error").getInt("code")).isEqualTo(53004);
    }
  }

  @Test
  void bye_closes_the_connection() throws Exception {
    try (VideoBrowser browser = VideoBrowser.open(box)) {
      browser.send(VideoBrowser.json("{'type':'bye'}"));
      assertThat(browser.closed()).isEqualTo(1000);
    }
  }

  @Test
  void a_connection_without_hello_is_closed() throws Exception {
    try (VideoBrowser browser = new VideoBrowser(box)) {
      assertThat(browser.closed()).isEqualTo(3001);
      assertThat(browser.heardNothing()).isTrue();
    }
  }

  @Test
  void a_silent_connection_is_closed_with_a_code_that_invites_a_reconnect() throws Exception {
    try (VideoBrowser browser = VideoBrowser.open(box)) {
      browser.frame("heartbeat");
      assertThat(browser.closed()).isEqualTo(3001);
    }
  }
}
