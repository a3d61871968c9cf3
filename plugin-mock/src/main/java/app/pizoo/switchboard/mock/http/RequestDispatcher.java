package app.pizoo.switchboard.mock.http;

import app.pizoo.switchboard.connection.Http1;
import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.proxy.TwilioHost;
import app.pizoo.switchboard.mock.requestlog.RequestLog;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Dispatches each request to its route and sends the response. */
final class RequestDispatcher implements Handler {
  private static final System.Logger LOGGER = System.getLogger(RequestDispatcher.class.getName());

  private final Entrance entrance;
  private final BoxRoutes routes;
  private final BasicAuth auth;
  private final Faults faults;
  private final RequestLog requests;
  private final UnknownRequests unknown;
  private final String accountSid;

  /**
   * Takes the account, the routes, the faults, the log and the feed.
   *
   * @param entrance where the requests come from
   * @param faults the faults to inject into requests to Twilio's routes
   * @param requests the log of these requests
   * @param feed gets the requests that the box does not serve
   */
  RequestDispatcher(
      Entrance entrance,
      BoxAccount account,
      BoxRoutes routes,
      Faults faults,
      RequestLog requests,
      ActivityFeed feed) {
    this.entrance = entrance;
    this.routes = routes;
    this.faults = faults;
    this.requests = requests;
    unknown = new UnknownRequests(routes, feed);
    auth = new BasicAuth(account);
    accountSid = account.accountSid();
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    if (!entrance.admits(request.headers())) {
      response.status(Status.FORBIDDEN_403).send(entrance.refusal() + "\n");
      return;
    }
    Optional<TwilioHost> host = entrance.twilioHost(request.headers());
    if (entrance == Entrance.LOCAL || routes.isForBrowsers(host.map(TwilioHost::product))) {
      request.headers().first(HeaderNames.ORIGIN).ifPresent(origin -> allow(origin, response));
    }
    if (request.prologue().method().text().equals("OPTIONS")) {
      response.status(Status.NO_CONTENT_204).send();
      return;
    }
    BoxResponse answer =
        entrance == Entrance.TUNNEL
            ? RequestAddress.during(host.orElseThrow(), () -> answer(host, request))
            : answer(host, request);
    send(answer, response);
  }

  private BoxResponse answer(Optional<TwilioHost> host, ServerRequest request) {
    String method = request.prologue().method().text();
    String path = request.path().rawPath();
    Optional<String> product = host.map(TwilioHost::product);
    try {
      Optional<BoxRoutes.Match> match = routes.match(product, method, path);
      BoxRequest read = BoxRequest.read(request, match);
      if (match.isPresent()) {
        BoxRoute route = match.get().route();
        return route.isAuthenticated()
            ? logged(host, route.handler(), read)
            : route.handler().handle(read);
      }
      BoxHandler refuse =
          refused -> {
            throw unknown.refuse(host, refused);
          };
      return UnknownRequests.areTwilios(host, path)
          ? logged(host, refuse, read)
          : refuse.handle(read);
    } catch (TwilioError error) {
      return error.response();
    } catch (DataReader.IncorrectNewLineException malformed) {
      return new TwilioError(400, 20001, "The request body was rejected")
          .response()
          .with("Connection", "close");
    } catch (RequestException refused) {
      // The unread rest of the body would be parsed as the next request.
      return new TwilioError(refused.status().code(), 20001, "The request body was rejected")
          .response()
          .with("Connection", "close");
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.ERROR, "" + method + " request to the box failed", e);
      return new TwilioError(500, 20500, "Internal Server Error").response();
    }
  }

  private BoxResponse logged(Optional<TwilioHost> host, BoxHandler handler, BoxRequest request) {
    // The entry is closed before the response is sent, so that requests which a program makes one
    // after the other are never counted as concurrent.
    try (RequestLog.Entry entry =
        requests.begin(
            host.map(TwilioHost::name),
            request.method(),
            request.path(),
            request.query().values(),
            request.form().values())) {
      try {
        BoxResponse response = twilio(handler, request);
        entry.status(response.status());
        return response;
      } catch (TwilioError error) {
        entry.status(error.status());
        throw error;
      }
    }
  }

  private BoxResponse twilio(BoxHandler handler, BoxRequest request) {
    auth.check(request);
    if (!request.variables().getOrDefault("AccountSid", accountSid).equals(accountSid)) {
      throw TwilioError.notFound(request);
    }
    List<String> numbers =
        Stream.of("To", "From").flatMap(name -> request.form().all(name).stream()).toList();
    String text = request.method() + " " + request.path();
    Faults.Pause pause = faults.pause();
    return switch (faults.forRequest(text, numbers).orElse(null)) {
      case null -> handler.handle(request);
      case Faults.Delay(Duration by) -> {
        pause.of(by);
        yield handler.handle(request);
      }
      case Faults.DelayWithin(Duration by) -> {
        BoxResponse reply = handler.handle(request);
        pause.of(by);
        yield reply;
      }
      case Faults.Answer answer -> refuse(answer);
      case Faults.CutBefore() ->
          throw new CloseConnectionException("Connection cut by an injected fault");
      case Faults.CutWithin() -> handler.handle(request).cut();
    };
  }

  private static BoxResponse refuse(Faults.Answer answer) {
    BoxResponse reply =
        new TwilioError(answer.status(), answer.code(), "Injected fault").response();
    return answer.retryAfter().isEmpty()
        ? reply
        : reply.with("Retry-After", String.valueOf(answer.retryAfter().getAsInt()));
  }

  private static void allow(String origin, ServerResponse response) {
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response.header(HeaderNames.VARY, "Origin");
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE");
    response.header(
        HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, X-Twilio-Token");
  }

  private static void send(BoxResponse reply, ServerResponse response) {
    response.status(Status.create(reply.status()));
    reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    switch (reply.body()) {
      case BoxResponse.Bytes(byte[] bytes) -> response.send(bytes);
      case BoxResponse.Cut(byte[] bytes) -> {
        response.contentLength(bytes.length);
        try (OutputStream out = response.outputStream()) {
          out.write(bytes, 0, bytes.length / 2);
          out.flush();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        throw new CloseConnectionException("Connection cut by an injected fault");
      }
      case BoxResponse.Stream _ when Http1.isHttp10() ->
          response
              .status(Status.HTTP_VERSION_NOT_SUPPORTED_505)
              .send("A stream of events needs HTTP/1.1.\n");
      case BoxResponse.Stream(BoxResponse.Writer writer) -> {
        try (OutputStream out = response.outputStream()) {
          writer.writeTo(out);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
