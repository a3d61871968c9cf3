package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a body of bounded size within bounded time. */
final class BodyReader {
  /** Most bytes of a body. */
  static final int MOST = 64 * 1024;

  /** The longest a body may take to arrive. */
  private static final long LONGEST = Duration.ofSeconds(15).toNanos();

  private BodyReader() {}

  static byte[] read(Exchange exchange) {
    var content = exchange.incoming().content();
    if (!content.hasEntity()) {
      return new byte[0];
    }
    long length = exchange.incoming().headers().contentLength().orElse(-1);
    if (length > MOST) {
      throw tooLarge();
    }
    long start = System.nanoTime();
    ByteArrayOutputStream body = new ByteArrayOutputStream(length < 0 ? 1024 : (int) length);
    byte[] buffer = new byte[length < 0 ? 8192 : Math.clamp(length, 1, 8192)];
    try (InputStream in = content.inputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        body.write(buffer, 0, n);
        if (body.size() > MOST) {
          throw tooLarge();
        }
        if (System.nanoTime() - start > LONGEST) {
          throw tooSlow(null);
        }
      }
      return body.toByteArray();
    } catch (IOException | UncheckedIOException e) {
      throw tooSlow(e);
    }
  }

  private static Problem tooLarge() {
    return Problem.of(ProblemCode.BODY_TOO_LARGE, "a body has at most " + MOST + " bytes");
  }

  private static Problem tooSlow(@Nullable Exception cause) {
    Problem problem = Problem.of(ProblemCode.REQUEST_TIMEOUT, "the body did not arrive in time");
    return cause == null ? problem : problem.causedBy(cause);
  }
}
