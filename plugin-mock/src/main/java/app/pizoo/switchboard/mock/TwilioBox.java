package app.pizoo.switchboard.mock;

import app.pizoo.switchboard.mock.box.AccountPage;
import app.pizoo.switchboard.mock.box.ClockPage;
import app.pizoo.switchboard.mock.box.FaultsPage;
import app.pizoo.switchboard.mock.box.RequestsPage;
import app.pizoo.switchboard.mock.call.Calls;
import app.pizoo.switchboard.mock.call.CallsApi;
import app.pizoo.switchboard.mock.call.Devices;
import app.pizoo.switchboard.mock.console.ConsolePage;
import app.pizoo.switchboard.mock.console.EventStream;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.event.EventBus;
import app.pizoo.switchboard.mock.execution.Engine;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.http.BoxRoute;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.BoxServer;
import app.pizoo.switchboard.mock.http.Requests;
import app.pizoo.switchboard.mock.inbox.Inbox;
import app.pizoo.switchboard.mock.lookup.LineTypes;
import app.pizoo.switchboard.mock.lookup.LookupApi;
import app.pizoo.switchboard.mock.message.MessagesApi;
import app.pizoo.switchboard.mock.number.Applications;
import app.pizoo.switchboard.mock.number.CallerIds;
import app.pizoo.switchboard.mock.number.PhoneNumbers;
import app.pizoo.switchboard.mock.phone.Phone;
import app.pizoo.switchboard.mock.phone.Phones;
import app.pizoo.switchboard.mock.phone.PhonesPage;
import app.pizoo.switchboard.mock.recording.Recordings;
import app.pizoo.switchboard.mock.recording.RecordingsApi;
import app.pizoo.switchboard.mock.room.Rooms;
import app.pizoo.switchboard.mock.room.RoomsApi;
import app.pizoo.switchboard.mock.store.Sids;
import app.pizoo.switchboard.mock.token.AccessTokens;
import app.pizoo.switchboard.mock.verify.VerifyApi;
import app.pizoo.switchboard.mock.video.VideoEdge;
import app.pizoo.switchboard.mock.voice.VoiceEdge;
import app.pizoo.switchboard.mock.webhook.SignedWebhooks;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Twilio of our own: REST in, signed webhooks out, on this machine's loopback. Safe for all
 * threads.
 */
public final class TwilioBox implements AutoCloseable {
  private final BoxAccount account;
  private final BoxClock clock;
  private final EventBus events;
  private final List<BoxProduct> products;
  private final SignedWebhooks webhooks;
  private final EventStream stream;
  private final Inbox inbox;
  private final MessagesApi messages;
  private final LineTypes lines = new LineTypes();
  private final Faults faults = new Faults();
  private final Requests requests = new Requests();
  private final Calls calls;
  private final Recordings recordings;
  private final Devices devices = new Devices();
  private final Engine engine;
  private final Phones phones;
  private final Rooms rooms;
  private final BoxRoutes routes = new BoxRoutes();
  private final BoxServer server;
  private volatile String verificationCode = "123456";

  TwilioBox(TwilioBoxBuilder builder) {
    account = builder.account();
    clock = builder.clock();
    events = new EventBus(clock);
    stream = new EventStream(events);
    webhooks = new SignedWebhooks(account.authToken(), clock, events, faults);
    BoxContext context =
        new BoxContext(
            account,
            clock,
            new Sids(new SecureRandom()),
            events,
            webhooks,
            this::address,
            builder.publicUrl());
    inbox = new Inbox(events);
    Applications applications = new Applications(context);
    PhoneNumbers numbers = new PhoneNumbers(context, applications);
    CallerIds callerIds = new CallerIds(context);
    messages = new MessagesApi(context, inbox, numbers);
    calls = new Calls(context);
    recordings = new Recordings(context);
    phones = new Phones(clock, this::engine, messages::receive);
    engine =
        new Engine(
            context,
            calls,
            recordings,
            messages,
            applications,
            numbers,
            callerIds,
            devices,
            phones::of);
    rooms = new Rooms(context);
    AccessTokens tokens = new AccessTokens(account, clock);
    products =
        List.of(
            new AccountPage(context, builder.appTokens()),
            new ConsolePage(context, builder.appTokens().isPresent()),
            stream,
            new FaultsPage(faults),
            new RequestsPage(requests),
            new ClockPage(clock),
            inbox,
            new VerifyApi(context, inbox, () -> verificationCode, lines),
            new LookupApi(context, lines),
            applications,
            numbers,
            callerIds,
            messages,
            new CallsApi(
                context,
                calls,
                engine,
                number -> numbers.owns(number) || callerIds.contains(number)),
            new RecordingsApi(context, calls, recordings),
            new PhonesPage(phones, account.from()),
            new RoomsApi(context, rooms),
            new VoiceEdge(context, faults, tokens, devices, engine),
            new VideoEdge(context, rooms, tokens));
    products.forEach(product -> product.register(routes));
    server = new BoxServer(builder.port(), account, routes, faults, requests);
  }

  TwilioBox listen() {
    try {
      server.start();
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Starts a box with the fixed account; port 0 means any free one. */
  public static TwilioBox start(int port) {
    return builder().port(port).start();
  }

  /** A box that is told how to be. */
  public static TwilioBoxBuilder builder() {
    return new TwilioBoxBuilder();
  }

  /** Where it listens. */
  public URI address() {
    return server.address();
  }

  /** Whose Twilio it is. */
  public BoxAccount account() {
    return account;
  }

  /** The settings that lead a server to this box, by name. */
  public Map<String, String> settings() {
    return Map.of(
        "TWILIO_ACCOUNT_SID", account.accountSid(),
        "TWILIO_API_KEY_SID", account.apiKeySid(),
        "TWILIO_API_KEY_SECRET", account.apiKeySecret(),
        "TWILIO_AUTH_TOKEN", account.authToken(),
        "TWILIO_VOICE_APPLICATION_SID", account.voiceApplicationSid(),
        "TWILIO_VERIFY_SERVICE_SID", account.verifyServiceSid(),
        "TWILIO_FROM", account.from(),
        "SWITCHBOARD_TWILIO_BASE_URL", address().toString(),
        "SWITCHBOARD_SIGNALING_URL", "ws://" + address().getRawAuthority());
  }

  /** Its time. */
  public BoxClock clock() {
    return clock;
  }

  /** What a phone number or mail address received, newest first. */
  public List<InboxMessage> inbox(String to) {
    return inbox.messages(Optional.of(to));
  }

  /** The newest requests that programs made to Twilio's REST API, newest first. */
  public List<RestRequest> requests() {
    return requests.newestFirst();
  }

  /** Sends a message from somebody's phone to the account's number, and tells its id. */
  public String sendMessage(String from, String body) {
    return messages.receive(from, account.from(), body);
  }

  /** Tells what kind of line a number is, in Twilio's words; it is {@code mobile} before. */
  public void lineType(String number, String type) {
    lines.set(number, type);
  }

  /** Lets no message reach a number, for a reason in Twilio's codes such as 30003. */
  public void undeliverable(String number, int code) {
    messages.undeliverable(number, code);
  }

  /** Sets the code of all verifications that start from now on; it is 123456 before. */
  public void verificationCode(String code) {
    verificationCode = code;
  }

  /** What goes wrong with requests and webhooks. */
  public Faults faults() {
    return faults;
  }

  /** Somebody's phone, which can be called and used. */
  public Phone phone(String number) {
    return phones.of(number);
  }

  /**
   * Waits until no webhook is under way and what programs answered was done. Then only the clock, a
   * phone or a request can make anything happen.
   */
  public void settle() {
    webhooks.settle();
  }

  EventBus events() {
    return events;
  }

  Devices devices() {
    return devices;
  }

  Engine engine() {
    return engine;
  }

  Calls calls() {
    return calls;
  }

  Recordings recordings() {
    return recordings;
  }

  Rooms rooms() {
    return rooms;
  }

  List<BoxRoute> routes() {
    return routes.all();
  }

  @Override
  public void close() {
    // Pages that watch would keep the server from stopping.
    stream.close();
    server.close();
    clock.close();
    webhooks.close();
    products.forEach(BoxProduct::close);
  }
}
