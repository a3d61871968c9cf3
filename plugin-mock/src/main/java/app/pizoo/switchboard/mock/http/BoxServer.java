package app.pizoo.switchboard.mock.http;

import app.pizoo.switchboard.edge.HangingUp;
import app.pizoo.switchboard.edge.Patience;
import app.pizoo.switchboard.edge.TimedConnections;
import app.pizoo.switchboard.edge.TimedUpgrade;
import app.pizoo.switchboard.mock.BoxAccount;
import app.pizoo.switchboard.mock.fault.Faults;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.webserver.websocket.WsUpgrader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Listens on loopback and carries each request to its route. */
public final class BoxServer implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(BoxServer.class.getName());
  private static final long LARGEST_BODY = 1 << 20;
  private static final long MOST_BYTES = 16 * LARGEST_BODY;
  private static final int MOST_CONNECTIONS = 4096;
  private static final WsConfig SOCKETS = WsConfig.create();

  private final int port;
  private final BoxRoutes routes;
  private final BasicAuth auth;
  private final Faults faults;
  private final Requests requests;
  private final String accountSid;
  private final WebServer server;

  /**
   * Prepares to listen.
   *
   * @param port the port, 0 for any free one
   * @param faults what goes wrong with requests of Twilio's routes
   * @param requests where they are remembered
   */
  public BoxServer(
      int port, BoxAccount account, BoxRoutes routes, Faults faults, Requests requests) {
    this(port, account, routes, faults, requests, Patience.USUAL);
  }

  BoxServer(
      int port,
      BoxAccount account,
      BoxRoutes routes,
      Faults faults,
      Requests requests,
      Patience patience) {
    this.port = port;
    this.routes = routes;
    this.faults = faults;
    this.requests = requests;
    auth = new BasicAuth(account);
    accountSid = account.accountSid();
    WsRouting.Builder sockets = WsRouting.builder();
    routes
        .sockets()
        .forEach((path, listener) -> sockets.endpoint(path, () -> new LocalSocket(listener.get())));
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(port)
            .maxPayloadSize(LARGEST_BODY)
            .shutdownHook(false)
            .protocolsDiscoverServices(false)
            .maxTcpConnections(MOST_CONNECTIONS)
            .addProtocol(SOCKETS)
            .addConnectionSelector(new TimedConnections(http(), patience, MOST_BYTES))
            .addRouting(HttpRouting.builder().any(new HangingUp(this::serve)))
            .addRouting(sockets)
            .build();
  }

  private static Http1ConnectionSelector http() {
    return Http1ConnectionSelector.builder()
        .config(Http1Config.create())
        .addUpgrader(new TimedUpgrade(WsUpgrader.create(SOCKETS)))
        .build();
  }

  /**
   * Starts listening.
   *
   * @throws UncheckedIOException if the port is in use
   */
  public void start() {
    server.start();
    // Helidon only logs that it could not bind.
    if (!server.isRunning()) {
      throw new UncheckedIOException(new BindException("port " + port + " is in use"));
    }
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.stop();
  }

  private void serve(ServerRequest request, ServerResponse response) {
    Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
    if (!LocalOnly.admits(request.headers().first(HeaderNames.HOST), origin)) {
      response.status(Status.FORBIDDEN_403).send("The box answers this machine only.\n");
      return;
    }
    origin.ifPresent(value -> allow(value, response));
    if (request.prologue().method().text().equals("OPTIONS")) {
      response.status(Status.NO_CONTENT_204).send();
      return;
    }
    send(answer(request), response);
  }

  private BoxReply answer(ServerRequest request) {
    String method = request.prologue().method().text();
    String path = request.path().rawPath();
    try {
      Optional<BoxRoutes.Match> match = routes.match(method, path);
      BoxRequest read = BoxRequest.read(request, match);
      if (match.isEmpty()) {
        throw routes.knows(path)
            ? new TwilioError(405, 20004, "Method not allowed")
            : TwilioError.notFound(read);
      }
      BoxRoute route = match.get().route();
      return route.isAuthenticated()
          ? requests.answer(read, () -> twilio(route, read))
          : route.handler().handle(read);
    } catch (TwilioError error) {
      return error.reply();
    } catch (RequestException refused) {
      // What is left of its body would be taken for the next request.
      return new TwilioError(refused.status().code(), 20001, "The body was not accepted")
          .reply()
          .with("Connection", "close");
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.ERROR, "the box failed at " + method + " of a route", e);
      return new TwilioError(500, 20500, "Internal Server Error").reply();
    }
  }

  private BoxReply twilio(BoxRoute route, BoxRequest request) {
    auth.check(request);
    if (!request.variables().getOrDefault("AccountSid", accountSid).equals(accountSid)) {
      throw TwilioError.notFound(request);
    }
    List<String> numbers =
        Stream.of("To", "From").flatMap(name -> request.form().all(name).stream()).toList();
    String text = request.method() + " " + request.path();
    Faults.Pause pause = faults.pause();
    return switch (faults.forRequest(text, numbers).orElse(null)) {
      case null -> route.handler().handle(request);
      case Faults.Delay(Duration by) -> {
        pause.of(by);
        yield route.handler().handle(request);
      }
      case Faults.DelayWithin(Duration by) -> {
        BoxReply reply = route.handler().handle(request);
        pause.of(by);
        yield reply;
      }
      case Faults.Answer answer -> refuse(answer);
      case Faults.CutBefore() -> throw new CloseConnectionException("cut on demand");
      case Faults.CutWithin() -> route.handler().handle(request).cut();
    };
  }

  private static BoxReply refuse(Faults.Answer answer) {
    BoxReply reply = new TwilioError(answer.status(), answer.code(), "Refused on demand").reply();
    return answer.retryAfter().isEmpty()
        ? reply
        : reply.with("Retry-After", String.valueOf(answer.retryAfter().getAsInt()));
  }

  private static void allow(String origin, ServerResponse response) {
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response.header(HeaderNames.VARY, "Origin");
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE");
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type");
  }

  private static void send(BoxReply reply, ServerResponse response) {
    response.status(Status.create(reply.status()));
    reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    switch (reply.body()) {
      case BoxReply.Bytes(byte[] bytes) -> response.send(bytes);
      case BoxReply.Cut(byte[] bytes) -> {
        response.contentLength(bytes.length);
        try (OutputStream out = response.outputStream()) {
          out.write(bytes, 0, bytes.length / 2);
          out.flush();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        throw new CloseConnectionException("cut on demand");
      }
      case BoxReply.Stream(BoxReply.Writer writer) -> {
        try (OutputStream out = response.outputStream()) {
          writer.writeTo(out);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
