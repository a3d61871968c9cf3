package app.pizoo.switchboard.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.service.DeviceNotifications;
import app.pizoo.switchboard.spi.service.DeviceNotifications.Notification;
import app.pizoo.switchboard.spi.service.LeaveMessage;
import app.pizoo.switchboard.spi.service.LeaveMessage.Recording;
import app.pizoo.switchboard.spi.service.LeaveMessage.UnansweredCall;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Plugins use what others offer, without knowing whose it is or whether it is there. */
class PluginServicesTest {
  private final Queue<Supplier<Optional<DeviceNotifications>>> notifications =
      new ConcurrentLinkedQueue<>();
  private final Queue<Supplier<Optional<LeaveMessage>>> messages = new ConcurrentLinkedQueue<>();

  private RunningPlugin consume(PluginContext context) {
    notifications.add(context.service(DeviceNotifications.class));
    messages.add(context.service(LeaveMessage.class));
    return RunningPlugin.builder().build();
  }

  private static RunningPlugin notifying(Queue<Notification> sent) {
    return RunningPlugin.builder().service(DeviceNotifications.class, sent::add).build();
  }

  @Test
  void a_service_is_found_although_its_provider_starts_later() {
    Queue<Notification> sent = new ConcurrentLinkedQueue<>();
    Notification ringing =
        new Notification("bob", "voice.incoming", Duration.ofSeconds(30), Map.of("call", "CA1"));
    try (EmbeddedServer server =
        EmbeddedServer.production()
            .plugin(TinyPlugin.of("consumer").starting(this::consume))
            .plugin(TinyPlugin.of("provider").starting(context -> notifying(sent)))
            .start()) {
      assertThat(server.api()).isNotNull();
      notifications.remove().get().orElseThrow().notify(ringing);
    }
    assertThat(sent).containsExactly(ringing);
    assertThat(ringing.toString()).doesNotContain("bob", "CA1");
  }

  @Test
  void without_a_provider_there_is_none() {
    try (EmbeddedServer server =
        EmbeddedServer.production()
            .plugin(TinyPlugin.of("consumer").starting(this::consume))
            .start()) {
      assertThat(server.api()).isNotNull();
      assertThat(notifications.remove().get()).isEmpty();
      assertThat(messages.remove().get()).isEmpty();
    }
  }

  @Test
  void a_provider_decides_whether_a_caller_may_leave_a_message() {
    Recording recording =
        new Recording(
            "Please leave a message.", Duration.ofMinutes(2), URI.create("https://a.example/r"));
    LeaveMessage mailbox =
        call -> call.recipient().filter("bob"::equals).map(recipient -> recording);
    try (EmbeddedServer server =
        EmbeddedServer.production()
            .plugin(
                TinyPlugin.of("mailbox")
                    .starting(context ->
                        RunningPlugin.builder().service(LeaveMessage.class, mailbox).build()))
            .plugin(TinyPlugin.of("consumer").starting(this::consume))
            .start()) {
      assertThat(server.api()).isNotNull();
      LeaveMessage found = messages.remove().get().orElseThrow();
      assertThat(found.offer(unanswered("bob"))).contains(recording);
      assertThat(found.offer(unanswered("carol"))).isEmpty();
    }
  }

  private static UnansweredCall unanswered(String recipient) {
    return new UnansweredCall(
        "CA1", Optional.of("alice"), Optional.of(recipient), LeaveMessage.Reason.NO_ANSWER);
  }

  @Test
  void two_plugins_that_offer_one_service_are_a_finding() {
    EmbeddedServer.Builder server =
        EmbeddedServer.production()
            .plugin(TinyPlugin.of("one").starting(c -> notifying(new ConcurrentLinkedQueue<>())))
            .plugin(TinyPlugin.of("two").starting(c -> notifying(new ConcurrentLinkedQueue<>())));
    assertThatThrownBy(server::start)
        .isInstanceOf(StartFailure.class)
        .hasMessage(
            "TinyPlugin and TinyPlugin both offer the service DeviceNotifications: keep one of"
                + " them");
  }

  @Test
  void only_types_of_the_plugin_api_are_exchanged() {
    EmbeddedServer.Builder server =
        EmbeddedServer.production()
            .plugin(
                TinyPlugin.of("one")
                    .starting(
                        context -> RunningPlugin.builder().service(List.class, List.of()).build()));
    assertThatThrownBy(server::start)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("java.util.List is not a service type");
  }
}
