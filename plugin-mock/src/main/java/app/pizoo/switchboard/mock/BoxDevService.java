package app.pizoo.switchboard.mock;

import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.proxy.ProgramEnvironment;
import app.pizoo.switchboard.mock.webhook.WebhookHosts;
import app.pizoo.switchboard.spi.DevService;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SettingType;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Lets the kernel start the box as a dev service. */
public final class BoxDevService implements DevService {
  static final Setting<Integer> PORT =
      Setting.of(
              "SWITCHBOARD_BOX_PORT",
              SettingType.integer(0, 65_535),
              "The port of the box on loopback. 0 selects a free port.")
          .orElse("8081");

  static final Setting<Switch> PASS_THROUGH =
      Setting.of(
              "SWITCHBOARD_BOX_PASS_THROUGH",
              SettingType.choice(Switch.class),
              "Whether the box, as a proxy, opens tunnels to hosts other than Twilio's, unread.")
          .orElse("off");

  static final Setting<WebhookHosts> WEBHOOK_HOSTS =
      Setting.of(
              "SWITCHBOARD_BOX_WEBHOOK_HOSTS",
              SettingType.choice(WebhookHosts.class),
              "The hosts that the box sends webhooks to: only this machine (loopback), or any, for"
                  + " example other containers.")
          .orElse("loopback");

  private final Supplier<BoxClock> clock;
  private volatile Optional<TwilioBox> box = Optional.empty();

  /** Called by the kernel, which finds this class with a service loader. */
  public BoxDevService() {
    this(BoxClock::running);
  }

  /** For tests that supply their own clock. */
  public BoxDevService(Supplier<BoxClock> clock) {
    this.clock = clock;
  }

  @Override
  public PluginInfo info() {
    return new PluginInfo("box", "a Twilio emulator");
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(PORT, PASS_THROUGH, WEBHOOK_HOSTS);
  }

  @Override
  public Map<String, Setting<?>> flags() {
    return Map.of("--pass-through", PASS_THROUGH);
  }

  @Override
  public List<String> environment(DevServiceContext context) {
    int port = context.settings().get(PORT);
    if (port == 0) {
      throw new IllegalArgumentException(
          PORT.name() + " is 0: the box's port is not known before it starts; choose one");
    }
    Path folder = authority(context);
    try {
      return ProgramEnvironment.prepare(port, folder).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write to " + folder + " (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private static Path authority(DevServiceContext context) {
    return context.data().toAbsolutePath().resolve("box");
  }

  @Override
  public Set<String> yieldsTo() {
    return Set.of(
        "TWILIO_ACCOUNT_SID", "TWILIO_API_KEY_SID", "TWILIO_API_KEY_SECRET", "TWILIO_AUTH_TOKEN");
  }

  @Override
  public Set<String> supplies() {
    return Set.of(
        "TWILIO_ACCOUNT_SID",
        "TWILIO_API_KEY_SID",
        "TWILIO_API_KEY_SECRET",
        "TWILIO_AUTH_TOKEN",
        "TWILIO_VOICE_APPLICATION_SID",
        "TWILIO_VERIFY_SERVICE_SID",
        "TWILIO_FROM",
        "SWITCHBOARD_TWILIO_BASE_URL",
        "SWITCHBOARD_SIGNALING_URL");
  }

  @Override
  public RunningDevService start(DevServiceContext context) {
    TwilioBox started =
        TwilioBox.builder()
            .port(context.settings().get(PORT))
            .webhookHosts(context.settings().get(WEBHOOK_HOSTS))
            .clock(clock.get())
            .publicUrl(context.publicUrl())
            .webhooks(context.webhooks())
            .appTokens(context.appTokens())
            .authority(authority(context))
            .passThrough(context.settings().get(PASS_THROUGH) == Switch.ON)
            .start();
    box = Optional.of(started);
    return new RunningBox(started);
  }

  /**
   * Returns the running box, for tests.
   *
   * @throws java.util.NoSuchElementException before the start
   */
  public TwilioBox box() {
    return box.orElseThrow();
  }

  private record RunningBox(TwilioBox box) implements RunningDevService {
    @Override
    public Map<String, String> values() {
      return box.settings();
    }

    @Override
    public URI address() {
      return box.address();
    }

    @Override
    public List<String> examples() {
      return List.of(
          "a first call in a browser: open %1$s/?as=alice and %1$s/?as=bob in two tabs, and call"
              .formatted(address()));
    }

    @Override
    public boolean isAlive() {
      return box.isAlive();
    }

    @Override
    public void describe(PrintStream out) {
      out.println("The box (a Twilio emulator) listens at " + box.address());
      values().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(value -> out.println("  " + value.getKey() + "=" + value.getValue()));
      out.println(
          "Unchanged programs reach it in a shell after: eval \"$(switchboard box --env)\"");
    }

    @Override
    public void close() {
      box.close();
    }
  }
}
