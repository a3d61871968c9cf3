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
 * Collects the error codes that routes return, so that tests can compare them with the OpenAPI
 * document in both directions. Only an embedded server has it: {@code serve} and {@code dev} run
 * without.
 */
public final class ObservedCodes implements Filter {
  private final Map<String, Set<String>> documented = new ConcurrentHashMap<>();
  private final Set<String> observed = ConcurrentHashMap.newKeySet();
  private final Set<String> undocumented = ConcurrentHashMap.newKeySet();

  /** Records the codes that the document lists for an operation such as {@code GET /path}. */
  void document(String operation, Set<String> codes) {
    documented.put(operation, codes);
  }

  @Override
  public Response apply(HttpExchange exchange, Step next) {
    Response response = next.apply(exchange);
    exchange.route().ifPresent(route -> exchange.problem().ifPresent(code -> observe(route, code)));
    return response;
  }

  private void observe(Route route, ProblemCode code) {
    String operation = route.method() + ' ' + route.pattern();
    String text = operation + ": " + code;
    observed.add(text);
    if (Optional.ofNullable(documented.get(operation))
        .filter(codes -> !codes.contains(code.code()) && !OpenApi.GENERAL.contains(code))
        .isPresent()) {
      undocumented.add(text);
    }
  }

  /** The codes that routes returned, as {@code GET /path: code}. */
  public List<String> observed() {
    return List.copyOf(new TreeSet<>(observed));
  }

  /** Those of them that the document does not list. */
  public List<String> undocumented() {
    return List.copyOf(new TreeSet<>(undocumented));
  }
}
