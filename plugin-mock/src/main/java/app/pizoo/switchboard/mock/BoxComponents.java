package app.pizoo.switchboard.mock;

import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.box.AccountEndpoint;
import app.pizoo.switchboard.mock.box.AuthorityEndpoint;
import app.pizoo.switchboard.mock.box.ClockEndpoint;
import app.pizoo.switchboard.mock.box.FaultsEndpoint;
import app.pizoo.switchboard.mock.box.RequestsEndpoint;
import app.pizoo.switchboard.mock.call.Calls;
import app.pizoo.switchboard.mock.call.CallsApi;
import app.pizoo.switchboard.mock.call.Devices;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.console.ConsoleEndpoint;
import app.pizoo.switchboard.mock.console.FeedStream;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.execution.Engine;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.BoxServer;
import app.pizoo.switchboard.mock.http.RequestAddress;
import app.pizoo.switchboard.mock.lookup.LineTypes;
import app.pizoo.switchboard.mock.lookup.LookupApi;
import app.pizoo.switchboard.mock.mailbox.Mailbox;
import app.pizoo.switchboard.mock.message.MessagesApi;
import app.pizoo.switchboard.mock.number.Applications;
import app.pizoo.switchboard.mock.number.CallerIds;
import app.pizoo.switchboard.mock.number.PhoneNumbers;
import app.pizoo.switchboard.mock.phone.Phones;
import app.pizoo.switchboard.mock.phone.PhonesEndpoint;
import app.pizoo.switchboard.mock.proxy.ServerCertificates;
import app.pizoo.switchboard.mock.recording.Recordings;
import app.pizoo.switchboard.mock.recording.RecordingsApi;
import app.pizoo.switchboard.mock.requestlog.RequestLog;
import app.pizoo.switchboard.mock.room.Rooms;
import app.pizoo.switchboard.mock.room.RoomsApi;
import app.pizoo.switchboard.mock.store.Sids;
import app.pizoo.switchboard.mock.token.AccessTokens;
import app.pizoo.switchboard.mock.verify.VerifyApi;
import app.pizoo.switchboard.mock.video.VideoSignaling;
import app.pizoo.switchboard.mock.voice.BrowserSupport;
import app.pizoo.switchboard.mock.voice.VoiceSignaling;
import app.pizoo.switchboard.mock.webhook.SignedWebhooks;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;

/**
 * Creates and connects the components of a box. Products get the objects that they need from their
 * constructors; only this class knows all of them.
 */
final class BoxComponents implements AutoCloseable {
  final BoxAccount account;
  final BoxClock clock;
  final ActivityFeed feed;
  final SignedWebhooks webhooks;
  final Mailbox mailbox;
  final MessagesApi messages;
  final LineTypes lineTypes = new LineTypes();
  final Faults faults = new Faults();
  final RequestLog requests = new RequestLog();
  final Calls calls;
  final Recordings recordings;
  final Devices devices = new Devices();
  final Engine engine;
  final Phones phones;
  final Rooms rooms;
  final BoxRoutes routes = new BoxRoutes();
  final BoxServer server;
  private final FeedStream stream;
  private final List<BoxProduct> products;

  /**
   * Creates the components without listening yet.
   *
   * @param code supplies the code of new verifications
   */
  BoxComponents(TwilioBoxBuilder builder, Supplier<String> code) {
    account = builder.account();
    clock = builder.clock();
    feed = new ActivityFeed(clock);
    stream = new FeedStream(feed);
    webhooks = new SignedWebhooks(account.authToken(), clock, feed, faults, builder.webhookHosts());
    BoxContext context =
        new BoxContext(
            account,
            clock,
            new Sids(new SecureRandom()),
            feed,
            webhooks,
            this::address,
            builder.publicUrl(),
            builder.webhooks());
    ServerCertificates certificates = new ServerCertificates(builder.authority());
    mailbox = new Mailbox(feed);
    Applications applications = new Applications(context);
    PhoneNumbers numbers = new PhoneNumbers(context, applications);
    CallerIds callerIds = new CallerIds(context);
    messages = new MessagesApi(context, mailbox, numbers);
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
            new AccountEndpoint(context, builder.appTokens()),
            new ConsoleEndpoint(context, builder.appTokens().isPresent()),
            stream,
            new FaultsEndpoint(faults),
            new RequestsEndpoint(requests, feed),
            new ClockEndpoint(clock),
            new AuthorityEndpoint(certificates),
            new BrowserSupport(),
            mailbox,
            new VerifyApi(context, mailbox, code, lineTypes),
            new LookupApi(context, lineTypes),
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
            new PhonesEndpoint(phones, account.from()),
            new RoomsApi(context, rooms),
            new VoiceSignaling(context, faults, tokens, devices, engine),
            new VideoSignaling(context, rooms, tokens));
    products.forEach(product -> product.register(routes));
    server =
        new BoxServer(
            builder.port(),
            new BoxServer.Content(account, routes, faults, requests, feed),
            certificates,
            builder.passThrough());
  }

  private URI address() {
    return RequestAddress.ofTunnel().orElseGet(server::address);
  }

  private Engine engine() {
    return engine;
  }

  @Override
  public void close() {
    // Open event streams would keep the server from stopping.
    stream.close();
    server.close();
    clock.close();
    webhooks.close();
    products.forEach(BoxProduct::close);
  }
}
