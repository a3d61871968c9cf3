package app.pizoo.switchboard.server.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two plugins in a running server, each in a layer of its own. */
class ServicesBetweenLayersTest {
  /** Starts first, finds the service once the server is ready, and then ends the server. */
  private static final String CALLER =
      """
      public RunningPlugin start(PluginContext context) {
        Supplier<Optional<LeaveMessage>> service = context.service(LeaveMessage.class);
        say("found too early: " + service.get().isPresent());
        return RunningPlugin.builder().warmUp(() -> {
          try {
            use(service.get().orElseThrow());
          } finally {
            Signal.raise(new Signal("TERM"));
          }
        }).build();
      }
      private void use(LeaveMessage service) {
        say(service.offer(new LeaveMessage.UnansweredCall(
            "CA1", Optional.of("alice"), Optional.of("bob"), LeaveMessage.Reason.BUSY))
            .orElseThrow().greeting());
        say("the caller sees itself: " + sees("tiny.caller.Tiny"));
        say("the caller sees the mailbox: " + sees("tiny.mailbox.Tiny"));
        say("one layer: "
            + (service.getClass().getModule().getLayer() == getClass().getModule().getLayer()));
      }
      """;

  private static final String MAILBOX =
      """
      public RunningPlugin start(PluginContext context) {
        return RunningPlugin.builder().service(LeaveMessage.class, this::offer).build();
      }
      private Optional<LeaveMessage.Recording> offer(LeaveMessage.UnansweredCall call) {
        return call.recipient().map(recipient -> new LeaveMessage.Recording(
            recipient + " is " + call.reason() + "; the mailbox sees the caller: "
                + sees("tiny.caller.Tiny"),
            Duration.ofMinutes(2),
            URI.create("https://app.example/recorded")));
      }
      """;

  @TempDir Path folder;

  private static TinyModule plugin(String id, String body) {
    return TinyModule.named(
            "tiny." + id,
            "requires app.pizoo.switchboard.spi; requires jdk.unsupported;"
                + " provides app.pizoo.switchboard.spi.Plugin with tiny.%s.Tiny;".formatted(id))
        .with(
            "tiny.%s.Tiny".formatted(id),
            """
            package tiny.%1$s;
            import app.pizoo.switchboard.spi.*;
            import app.pizoo.switchboard.spi.service.LeaveMessage;
            import java.net.URI;
            import java.time.Duration;
            import java.util.Optional;
            import java.util.function.Supplier;
            import sun.misc.Signal;
            public class Tiny implements Plugin {
              public PluginInfo info() { return new PluginInfo("%1$s", "tiny"); }
              /** In one call, which nothing that the main thread prints can interrupt. */
              private static void say(String line) {
                System.out.print("\\n" + line + "\\n");
              }
              private static boolean sees(String type) {
                try {
                  Class.forName(type);
                  return true;
                } catch (ClassNotFoundException e) {
                  return false;
                }
              }
              %2$s
            }
            """
                .formatted(id, body));
  }

  @Test
  void plugins_exchange_a_service_without_seeing_each_others_classes() throws Exception {
    Product product = new Product(Files.createDirectory(folder.resolve("home")));
    plugin("caller", CALLER).jar(product.folder("plugins").resolve("caller.jar"));
    plugin("mailbox", MAILBOX).jar(product.folder("plugins").resolve("mailbox.jar"));

    Product.Outcome outcome =
        product.run(Map.of("SWITCHBOARD_HTTP_PORT", "0", "SWITCHBOARD_OPS_PORT", "0"), "dev");

    assertThat(outcome.out().lines())
        .as(outcome.err())
        .contains(
            "found too early: false",
            "bob is BUSY; the mailbox sees the caller: false",
            "the caller sees itself: true",
            "the caller sees the mailbox: false",
            "one layer: false");
    assertThat(outcome.exitCode()).isZero();
  }
}
