package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Headers;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.spi.http.Response;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One request on its way through the filters. Confined to the request's thread. */
final class HttpExchange {
  private final ServerRequest incoming;
  private final String id;
  private final long started = System.nanoTime();
  private final List<Resource> held = new ArrayList<>();
  private Optional<Route> route = Optional.empty();
  private Optional<ProblemCode> problem = Optional.empty();

  HttpExchange(ServerRequest incoming, String id) {
    this.incoming = incoming;
    this.id = id;
  }

  String id() {
    return id;
  }

  String method() {
    return incoming.prologue().method().text();
  }

  /** The decoded path; unchanged if nothing is encoded, so that no slash is lost. */
  String path() {
    String raw = incoming.path().rawPath();
    return raw.indexOf('%') < 0 ? raw : incoming.path().path();
  }

  /** The path and query, byte for byte. */
  String target() {
    String path = incoming.path().rawPath();
    String query = incoming.query().rawValue();
    return query.isEmpty() ? path : path + '?' + query;
  }

  Optional<String> header(String name) {
    return header(HeaderNames.create(name));
  }

  Optional<String> header(HeaderName name) {
    return incoming.headers().first(name);
  }

  /**
   * A field that is a list, from all its lines in their order (RFC 9110, section 5.3): a proxy may
   * add its own line after the client's.
   */
  Optional<String> joined(String name) {
    HeaderName field = HeaderNames.create(name);
    return incoming.headers().contains(field)
        ? Optional.of(String.join(",", incoming.headers().get(field).allValues()))
        : Optional.empty();
  }

  /** The address at the other end. The peer's host is none: over TLS it is a name out of DNS. */
  String peer() {
    if (!(incoming.remotePeer().address() instanceof InetSocketAddress peer)) {
      throw new IllegalStateException("only IP connections are listened for");
    }
    String host = peer.getAddress().getHostAddress();
    int zone = host.indexOf('%');
    return zone < 0 ? host : host.substring(0, zone);
  }

  ServerRequest incoming() {
    return incoming;
  }

  long elapsedNanoseconds() {
    return System.nanoTime() - started;
  }

  Optional<Route> route() {
    return route;
  }

  /** The error code of the response, if it is a failure. */
  Optional<ProblemCode> problem() {
    return problem;
  }

  void failed(ProblemCode code) {
    problem = Optional.of(code);
  }

  void matched(Route found) {
    route = Optional.of(found);
  }

  /** Whether bytes of the body are still on the connection. */
  boolean hasUnreadBody() {
    return incoming.content().hasEntity() && !incoming.content().consumed();
  }

  /**
   * Makes a response while something is held, which is freed when the response is made or, if it is
   * streamed, when the exchange ends.
   */
  Response holding(Resource resource, Supplier<Response> work) {
    boolean streams = false;
    try {
      Response response = work.get();
      streams = response.content().isPresent();
      return response;
    } finally {
      if (streams) {
        held.add(resource);
      } else {
        resource.close();
      }
    }
  }

  /** A resource whose release throws no exception. */
  @FunctionalInterface
  interface Resource {
    void close();
  }

  /** Ends the exchange: everything was written, or the client is gone. */
  void end() {
    held.reversed().forEach(Resource::close);
    held.clear();
  }

  /** The request as guards and handlers see it, without body. */
  Request request(RouteTable.Match match, Addresses addresses) {
    return new Request(
        method(),
        path(),
        addresses.url(this),
        match.parameters(),
        headers(),
        new byte[0],
        addresses.remote(this),
        id,
        Caller.anonymous());
  }

  private Headers headers() {
    Map<String, List<String>> fields = new HashMap<>();
    for (Header header : incoming.headers()) {
      fields.put(header.name(), header.allValues());
    }
    return Headers.of(fields);
  }
}
