package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.CallExecution;
import app.pizoo.switchboard.mock.call.Calls;
import app.pizoo.switchboard.mock.call.Device;
import app.pizoo.switchboard.mock.call.DeviceCall;
import app.pizoo.switchboard.mock.call.DeviceCalls;
import app.pizoo.switchboard.mock.call.Devices;
import app.pizoo.switchboard.mock.call.FarEnd;
import app.pizoo.switchboard.mock.call.LegHandle;
import app.pizoo.switchboard.mock.call.PhoneCalls;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.message.MessagesApi;
import app.pizoo.switchboard.mock.number.Applications;
import app.pizoo.switchboard.mock.number.CallerIds;
import app.pizoo.switchboard.mock.number.PhoneNumbers;
import app.pizoo.switchboard.mock.number.WebhookTarget;
import app.pizoo.switchboard.mock.recording.Recordings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The call engine: executes the calls of the REST API, browsers and phones. Thread-safe. */
public final class Engine implements CallExecution, DeviceCalls, PhoneCalls {
  private final EngineContext shared;
  private final Applications applications;
  private final PhoneNumbers numbers;

  /**
   * Takes the objects that calls need.
   *
   * @param devices the registered browsers
   * @param phones returns the phone of a number
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
    shared =
        new EngineContext(
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
    return !shared.isFull();
  }

  @Override
  public void start(Call call, Parameters request) {
    TwimlSource source =
        request
            .find("ApplicationSid")
            .filter(_ -> request.find("Url").isEmpty() && request.find("Twiml").isEmpty())
            .map(this::applicationSource)
            .orElseGet(() -> TwimlSource.of(request));
    new RestCall(shared, new SerialExecutor(), source, request).start(call);
  }

  @Override
  public void redirect(Call call, Parameters request) {
    Optional.ofNullable(shared.legs().get(call.sid()))
        .ifPresent(leg -> leg.redirect(TwimlSource.of(request)));
  }

  @Override
  public void end(Call call) {
    Optional.ofNullable(shared.legs().get(call.sid())).ifPresent(Leg::ended);
  }

  @Override
  public LegHandle call(DeviceCall call, FarEnd end) {
    Map<String, String> own = new LinkedHashMap<>(call.fields());
    own.putAll(call.tokenParams());
    String to = call.fields().getOrDefault("To", "");
    return inbound(
        new Call.Parties("client:" + call.identity(), to, "inbound", Optional.empty()),
        end,
        Optional.of(call.offer()),
        applicationSource(call.applicationSid()),
        own,
        Map.of("ApplicationSid", call.applicationSid()),
        applications.status(call.applicationSid()));
  }

  @Override
  public LegHandle call(String from, String to, FarEnd end) {
    if (!numbers.owns(to)) {
      throw new TwilioError(404, 20404, "The account has no number " + to);
    }
    if (shared.isFull()) {
      throw new TwilioError(429, 10004, "Call concurrency limit exceeded");
    }
    return incoming(from, to, end, Optional.empty());
  }

  private LegHandle incoming(String from, String to, FarEnd end, Optional<String> offer) {
    return inbound(
        new Call.Parties(from, to, "inbound", Optional.empty()),
        end,
        offer,
        new TwimlSource(Optional.empty(), numbers.voice(to), numbers.voiceFallback(to)),
        Map.of(),
        Map.of(),
        numbers.status(to));
  }

  /** Returns the number of active legs. */
  public int running() {
    return shared.legs().size();
  }

  private LegHandle inbound(
      Call.Parties parties,
      FarEnd end,
      Optional<String> offer,
      TwimlSource source,
      Map<String, String> own,
      Map<String, String> fixedFields,
      Optional<WebhookTarget> status) {
    SerialExecutor executor = new SerialExecutor();
    Call call = shared.calls().create(parties);
    status.ifPresent(hook -> shared.callbacks().subscribe(call, hook, Set.of("completed")));
    Leg leg = new Leg(shared, executor, call);
    LegHandle handle = leg.caller(end);
    Session session = new Session(shared, executor, leg, offer, fixedFields);
    executor.execute(() -> {
      shared.calls().become(call, Call.Status.RINGING);
      session.run(source, own);
    });
    return handle;
  }

  private TwimlSource applicationSource(String sid) {
    return new TwimlSource(
        Optional.empty(), applications.voice(sid), applications.voiceFallback(sid));
  }
}
