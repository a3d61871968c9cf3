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
import java.util.function.Supplier;

/**
 * What a box is made of. Products know each other here alone: each gets what it needs of the others
 * when it is made.
 */
final class BoxParts implements AutoCloseable {
  final BoxAccount account;
  final BoxClock clock;
  final EventBus events;
  final SignedWebhooks webhooks;
  final Inbox inbox;
  final MessagesApi messages;
  final LineTypes lines = new LineTypes();
  final Faults faults = new Faults();
  final Requests requests = new Requests();
  final Calls calls;
  final Recordings recordings;
  final Devices devices = new Devices();
  final Engine engine;
  final Phones phones;
  final Rooms rooms;
  final BoxRoutes routes = new BoxRoutes();
  final BoxServer server;
  private final EventStream stream;
  private final List<BoxProduct> products;

  /**
   * Makes them; nothing listens yet.
   *
   * @param code the code of verifications that start
   */
  BoxParts(TwilioBoxBuilder builder, Supplier<String> code) {
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
            new VerifyApi(context, inbox, code, lines),
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

  private URI address() {
    return server.address();
  }

  private Engine engine() {
    return engine;
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
