package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.Ring;
import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.recording.Recording;
import app.pizoo.switchboard.mock.recording.RecordingCallback;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A call that the REST API created: rings the callee and executes the TwiML when it answers. */
final class RestCall implements Leg.Listener {
  private static final int DEFAULT_TIMEOUT = 60;
  private static final int MAX_TIMEOUT = 600;

  private final EngineContext shared;
  private final SerialExecutor executor;
  private final TwimlSource source;
  private final Parameters form;

  RestCall(EngineContext shared, SerialExecutor executor, TwimlSource source, Parameters form) {
    this.shared = shared;
    this.executor = executor;
    this.source = source;
    this.form = form;
  }

  void start(Call call) {
    TwimlSource.hook(form, "StatusCallback", "StatusCallbackMethod")
        .ifPresent(hook -> shared.callbacks().subscribe(call, hook, events()));
    Leg leg = new Leg(shared, executor, call);
    leg.listener(this);
    String to = call.parties().to();
    Ring ring = new Ring(call.parties().from(), to, Directory.parameters(to), Optional.empty());
    executor.execute(() -> leg.ring(shared.directory().of(to), ring, timeout()));
  }

  @Override
  public void answered(Leg leg, Optional<String> sdp) {
    if (form.find("Record").filter("true"::equalsIgnoreCase).isPresent()) {
      boolean dual = form.find("RecordingChannels").filter("dual"::equals).isPresent();
      shared
          .recordings()
          .start(
              leg.call().sid(),
              Recording.Source.OUTBOUND_API,
              dual ? 2 : 1,
              RecordingCallback.of(form));
    }
    form.find("SendDigits")
        .map(digits -> digits.replaceAll("[^0-9*#]", ""))
        .filter(digits -> !digits.isEmpty())
        .ifPresent(leg.end()::digits);
    new Session(shared, executor, leg, Optional.empty(), Map.of()).run(source, Map.of());
  }

  @Override
  public void hungUp(Leg leg) {}

  private Set<String> events() {
    Set<String> events =
        form.all("StatusCallbackEvent").stream()
            .flatMap(value -> Arrays.stream(value.strip().split("\\s+")))
            .filter(event -> !event.isEmpty())
            .collect(Collectors.toSet());
    return events.isEmpty() ? Set.of("completed") : events;
  }

  private Duration timeout() {
    int seconds =
        form.find("Timeout")
            .filter(text -> text.matches("\\d{1,4}"))
            .map(Integer::parseInt)
            .orElse(DEFAULT_TIMEOUT);
    return Duration.ofSeconds(Math.clamp(seconds, 1, MAX_TIMEOUT));
  }
}
