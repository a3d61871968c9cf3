package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.connection.ClientHungUp;
import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads a body of bounded size; its time is bounded by {@link ConnectionTimeouts}. Every failure is
 * a {@link Problem}, except that a client that hangs up gets no response.
 */
final class BodyReader extends InputStream {
  private final InputStream in;
  private final long maxBytes;
  private long count;

  private BodyReader(InputStream in, long maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** The whole body. */
  static byte[] read(HttpExchange exchange, long maxBytes) {
    long length = exchange.incoming().headers().contentLength().orElse(-1);
    try (BodyReader body = stream(exchange, maxBytes)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(length < 0 ? 1024 : (int) length);
      byte[] buffer = new byte[length < 0 ? 8192 : Math.clamp(length, 1, 8192)];
      for (int n = body.read(buffer, 0, buffer.length);
          n >= 0;
          n = body.read(buffer, 0, buffer.length)) {
        bytes.write(buffer, 0, n);
      }
      return bytes.toByteArray();
    }
  }

  /** The length that the headers announce, negative if they do not; refused if too large. */
  static long announced(HttpExchange exchange, long maxBytes) {
    long length = exchange.incoming().headers().contentLength().orElse(-1);
    if (length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    return length;
  }

  /** The body to read while it arrives. */
  static BodyReader stream(HttpExchange exchange, long maxBytes) {
    var content = exchange.incoming().content();
    if (!content.hasEntity()) {
      return new BodyReader(nullInputStream(), maxBytes);
    }
    announced(exchange, maxBytes);
    return new BodyReader(content.inputStream(), maxBytes);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    try {
      int n = in.read(bytes, offset, length);
      count += Math.max(0, n);
      if (count > maxBytes) {
        throw tooLarge(maxBytes);
      }
      return n;
    } catch (RequestException refused) {
      throw refusal(refused, maxBytes);
    } catch (ClientHungUp nobodyIsLeft) {
      throw nobodyIsLeft;
    } catch (CloseConnectionException | IOException | UncheckedIOException late) {
      throw Problem.of(ProblemCode.REQUEST_TIMEOUT, "the body did not arrive");
    } catch (IllegalArgumentException | DataReader.IncorrectNewLineException badChunk) {
      // Not as a cause: its message repeats what was sent.
      throw malformed();
    }
  }

  /** Leaves the connection alone: closing its stream would wait for the rest of a refused body. */
  @Override
  public void close() {}

  private static Problem refusal(RequestException refused, long maxBytes) {
    return switch (refused.status().code()) {
      case 408 -> Problem.of(ProblemCode.REQUEST_TIMEOUT, "the body did not arrive in time");
      case 413 -> tooLarge(maxBytes);
      default -> malformed();
    };
  }

  private static Problem malformed() {
    return Problem.invalid("body", "this is not valid HTTP");
  }

  private static Problem tooLarge(long maxBytes) {
    return Problem.of(ProblemCode.BODY_TOO_LARGE, "a body has at most " + maxBytes + " bytes");
  }
}
