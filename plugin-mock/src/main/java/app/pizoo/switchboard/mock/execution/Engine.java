package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.CallExecution;
import app.pizoo.switchboard.mock.call.Calls;
import app.pizoo.switchboard.mock.call.Device;
import app.pizoo.switchboard.mock.call.DeviceCall;
import app.pizoo.switchboard.mock.call.DeviceCalls;
import app.pizoo.switchboard.mock.call.Devices;
import app.pizoo.switchboard.mock.call.LegEnd;
import app.pizoo.switchboard.mock.call.Line;
import app.pizoo.switchboard.mock.call.PhoneCalls;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.http.Params;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.message.MessagesApi;
import app.pizoo.switchboard.mock.number.Applications;
import app.pizoo.switchboard.mock.number.CallerIds;
import app.pizoo.switchboard.mock.number.Hook;
import app.pizoo.switchboard.mock.number.PhoneNumbers;
import app.pizoo.switchboard.mock.recording.Recordings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Carries out all calls: those made by REST, by browsers and by phones. Safe for all threads. */
public final class Engine implements CallExecution, DeviceCalls, PhoneCalls {
  private final Exchange exchange;
  private final Applications applications;
  private final PhoneNumbers numbers;

  /**
   * Takes what calls need.
   *
   * @param devices the browsers that can be called
   * @param phones the phone of a number
   */
  public Engine(
      BoxContext context,
      Calls calls,
      Recordings recordings,
      MessagesApi messages,
      Applications applications,
      PhoneNumbers numbers,
      CallerIds callerIds,
      Devices devices,
      Function<String, Device> phones) {
    this.applications = applications;
    this.numbers = numbers;
    Device own = new OwnNumber((ring, end) -> incoming(ring.from(), ring.to(), end, ring.offer()));
    CallCallbacks callbacks = new CallCallbacks(context, recordings);
    calls.watch(callbacks);
    exchange =
        new Exchange(
            context,
            calls,
            callbacks,
            recordings,
            new Directory(devices, number -> numbers.owns(number) ? own : phones.apply(number)),
            number -> numbers.owns(number) || callerIds.contains(number),
            messages,
            new ConcurrentHashMap<>());
  }

  @Override
  public boolean hasRoom() {
    return !exchange.isFull();
  }

  @Override
  public void start(Call call, Params request) {
    Program program =
        request
            .find("ApplicationSid")
            .filter(_ -> request.find("Url").isEmpty() && request.find("Twiml").isEmpty())
            .map(this::ofApplication)
            .orElseGet(() -> Program.of(request));
    new RestCall(exchange, new Turns(), program, request).start(call);
  }

  @Override
  public void redirect(Call call, Params request) {
    Optional.ofNullable(exchange.legs().get(call.sid()))
        .ifPresent(leg -> leg.redirect(Program.of(request)));
  }

  @Override
  public void end(Call call) {
    Optional.ofNullable(exchange.legs().get(call.sid())).ifPresent(Leg::ended);
  }

  @Override
  public Line call(DeviceCall call, LegEnd end) {
    Map<String, String> own = new LinkedHashMap<>(call.fields());
    own.putAll(call.tokenParams());
    String to = call.fields().getOrDefault("To", "");
    return inbound(
        new Call.Leg("client:" + call.identity(), to, "inbound", Optional.empty()),
        end,
        Optional.of(call.offer()),
        ofApplication(call.applicationSid()),
        own,
        Map.of("ApplicationSid", call.applicationSid()),
        applications.status(call.applicationSid()));
  }

  @Override
  public Line call(String from, String to, LegEnd end) {
    if (!numbers.owns(to)) {
      throw new TwilioError(404, 20404, "The account has no number " + to);
    }
    if (exchange.isFull()) {
      throw new TwilioError(429, 10004, "Call concurrency limit exceeded");
    }
    return incoming(from, to, end, Optional.empty());
  }

  private Line incoming(String from, String to, LegEnd end, Optional<String> offer) {
    return inbound(
        new Call.Leg(from, to, "inbound", Optional.empty()),
        end,
        offer,
        new Program(Optional.empty(), numbers.voice(to), numbers.voiceFallback(to)),
        Map.of(),
        Map.of(),
        numbers.status(to));
  }

  /** How many legs are not over. */
  public int running() {
    return exchange.legs().size();
  }

  private Line inbound(
      Call.Leg parties,
      LegEnd end,
      Optional<String> offer,
      Program program,
      Map<String, String> own,
      Map<String, String> always,
      Optional<Hook> status) {
    Turns turns = new Turns();
    Call call = exchange.calls().create(parties);
    status.ifPresent(hook -> exchange.callbacks().follow(call, hook, Set.of("completed")));
    Leg leg = new Leg(exchange, turns, call);
    Line line = leg.caller(end);
    Session session = new Session(exchange, turns, leg, offer, always);
    turns.take(() -> {
      exchange.calls().become(call, Call.Status.RINGING);
      session.run(program, own);
    });
    return line;
  }

  private Program ofApplication(String sid) {
    return new Program(Optional.empty(), applications.voice(sid), applications.voiceFallback(sid));
  }
}
