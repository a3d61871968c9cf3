package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.connection.TimedConnections;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads a body of bounded size; its time is bounded by {@link TimedConnections}. */
final class BodyReader {
  /** Most bytes of a body. */
  static final int MAX_BYTES = 64 * 1024;

  private BodyReader() {}

  static byte[] read(HttpExchange exchange) {
    var content = exchange.incoming().content();
    if (!content.hasEntity()) {
      return new byte[0];
    }
    long length = exchange.incoming().headers().contentLength().orElse(-1);
    if (length > MAX_BYTES) {
      throw tooLarge();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(length < 0 ? 1024 : (int) length);
    byte[] buffer = new byte[length < 0 ? 8192 : Math.clamp(length, 1, 8192)];
    try {
      // Not closed: that would wait for the rest of a body that is refused.
      InputStream in = content.inputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        body.write(buffer, 0, n);
        if (body.size() > MAX_BYTES) {
          throw tooLarge();
        }
      }
      return body.toByteArray();
    } catch (RequestException refused) {
      throw refusal(refused);
    } catch (CloseConnectionException | IOException | UncheckedIOException hungUp) {
      throw Problem.of(ProblemCode.REQUEST_TIMEOUT, "the body did not arrive");
    } catch (IllegalArgumentException badChunk) {
      // Not as a cause: its message repeats what was sent.
      throw malformed();
    }
  }

  private static Problem refusal(RequestException refused) {
    return switch (refused.status().code()) {
      case 408 -> Problem.of(ProblemCode.REQUEST_TIMEOUT, "the body did not arrive in time");
      case 413 -> tooLarge();
      default -> malformed();
    };
  }

  private static Problem malformed() {
    return Problem.invalid("body", "this is not valid HTTP");
  }

  private static Problem tooLarge() {
    return Problem.of(ProblemCode.BODY_TOO_LARGE, "a body has at most " + MAX_BYTES + " bytes");
  }
}
