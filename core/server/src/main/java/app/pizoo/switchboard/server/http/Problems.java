package app.pizoo.switchboard.server.http;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.connection.ClientHungUp;
import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Response;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Turns every failure into problem JSON (RFC 9457). */
final class Problems {
  private static final System.Logger LOG = System.getLogger("switchboard.http");
  private static final ThrottledLogger LINES = new ThrottledLogger(LOG, Clock.systemUTC());
  private static final JsonProvider JSON = JsonProvider.provider();

  private Problems() {}

  /** Answers the exceptions of the steps behind it. */
  static Response filter(HttpExchange exchange, Filter.Step next) {
    try {
      return next.apply(exchange);
    } catch (Problem problem) {
      Throwable cause = problem.getCause();
      if (cause != null) {
        String reason = problem.code().code() + " for " + cause.getClass().getSimpleName();
        LINES.log(WARNING, reason, "request " + exchange.id() + ", " + problem.detail(), cause);
      }
      return reply(problem, exchange);
    } catch (ClientHungUp nobodyIsLeft) {
      throw nobodyIsLeft;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.log(ERROR, "request " + exchange.id() + " failed", e);
      return reply(Problem.of(ProblemCode.INTERNAL, "the request id names the log line"), exchange);
    }
  }

  private static Response reply(Problem problem, HttpExchange exchange) {
    exchange.failed(problem.code());
    Map<String, String> headers = new HashMap<>(problem.headers());
    headers.put("Content-Type", "application/problem+json");
    problem.retryAfterSeconds().ifPresent(s -> headers.put("Retry-After", Long.toString(s)));
    if (problem.code().status() == 401) {
      headers.put("WWW-Authenticate", challenge(problem.code()));
    }
    if (exchange.hasUnreadBody()) {
      // The rest of a body must not be read as the next request.
      headers.put("Connection", "close");
    }
    return new Response(problem.code().status(), headers, body(problem));
  }

  /** RFC 6750, section 3: no error code if the request carried no token. */
  private static String challenge(ProblemCode code) {
    return code.equals(ProblemCode.TOKEN_MISSING) ? "Bearer" : "Bearer error=\"invalid_token\"";
  }

  /** The problem as JSON. */
  static byte[] body(Problem problem) {
    ProblemCode code = problem.code();
    JsonObjectBuilder json =
        JSON.createObjectBuilder()
            .add("type", "urn:switchboard:problem:" + code.code())
            .add("title", code.title())
            .add("status", code.status())
            .add("ok", false)
            .add("code", code.code())
            .add("detail", problem.detail());
    problem.field().ifPresent(field -> json.add("field", field));
    return json.build().toString().getBytes(UTF_8);
  }
}
