package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes error codes that a route returns although its part of the OpenAPI document does not list
 * them. Tests fail on them; a running server logs each once.
 */
final class UndocumentedCodes implements Filter {
  private static final System.Logger LOG = System.getLogger("switchboard.http");

  /** Codes that every route may return. */
  private static final Set<ProblemCode> GENERAL =
      Set.of(
          ProblemCode.REQUEST_INVALID,
          ProblemCode.REQUEST_TIMEOUT,
          ProblemCode.BODY_TOO_LARGE,
          ProblemCode.MEDIA_TYPE_UNSUPPORTED,
          ProblemCode.HEADERS_TOO_LARGE,
          ProblemCode.INTERNAL,
          ProblemCode.OVERLOADED);

  private final Map<String, Set<String>> documented = new ConcurrentHashMap<>();
  private final Set<String> found = ConcurrentHashMap.newKeySet();

  /** Notes the codes that the document lists for an operation such as {@code GET /path}. */
  void document(String operation, Set<String> codes) {
    documented.put(operation, codes);
  }

  @Override
  public Response apply(HttpExchange exchange, Step next) {
    Response response = next.apply(exchange);
    exchange
        .route()
        .ifPresent(route ->
            exchange
                .problem()
                .filter(code -> isUndocumented(route, code))
                .ifPresent(code -> {
                  String text = route.method() + ' ' + route.pattern() + ": " + code;
                  if (found.add(text)) {
                    LOG.log(
                        System.Logger.Level.WARNING,
                        "error code missing in the OpenAPI part: " + text);
                  }
                }));
    return response;
  }

  private boolean isUndocumented(Route route, ProblemCode code) {
    return Optional.ofNullable(documented.get(route.method() + ' ' + route.pattern()))
        .filter(codes -> !codes.contains(code.code()))
        .filter(codes -> !GENERAL.contains(code) && !route.guard().problemCodes().contains(code))
        .isPresent();
  }

  /** The codes found so far, as {@code GET /path: code}. */
  List<String> found() {
    return List.copyOf(new TreeSet<>(found));
  }
}
