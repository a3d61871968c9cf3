package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.Ring;
import app.pizoo.switchboard.mock.http.Params;
import app.pizoo.switchboard.mock.recording.Recording;
import app.pizoo.switchboard.mock.recording.RecordingCallback;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A call made by REST: somebody is called, and hears the TwiML when answering. */
final class RestCall implements Leg.Listener {
  private static final int DEFAULT_TIMEOUT = 60;
  private static final int MAX_TIMEOUT = 600;

  private final Exchange exchange;
  private final Turns turns;
  private final Program program;
  private final Params form;

  RestCall(Exchange exchange, Turns turns, Program program, Params form) {
    this.exchange = exchange;
    this.turns = turns;
    this.program = program;
    this.form = form;
  }

  void start(Call call) {
    Program.hook(form, "StatusCallback", "StatusCallbackMethod")
        .ifPresent(hook -> exchange.callbacks().follow(call, hook, events()));
    Leg leg = new Leg(exchange, turns, call);
    leg.listener(this);
    String to = call.leg().to();
    Ring ring = new Ring(call.leg().from(), to, Directory.parameters(to), Optional.empty());
    turns.take(() -> leg.ring(exchange.directory().of(to), ring, timeout()));
  }

  @Override
  public void answered(Leg leg, Optional<String> sdp) {
    if (form.find("Record").filter("true"::equalsIgnoreCase).isPresent()) {
      boolean dual = form.find("RecordingChannels").filter("dual"::equals).isPresent();
      exchange
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
    new Session(exchange, turns, leg, Optional.empty(), Map.of()).run(program, Map.of());
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
