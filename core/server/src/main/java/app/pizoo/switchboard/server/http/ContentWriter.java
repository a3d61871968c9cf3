package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.http.Content;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Streams content to a client, which has the write timeout of the connection for each block. */
final class ContentWriter {
  private static final System.Logger LOG = System.getLogger("switchboard.http");
  private static final int BLOCK = 64 * 1024;

  private ContentWriter() {}

  /**
   * Writes everything.
   *
   * @throws CloseConnectionException if the client goes away or the content ends early: the status
   *     is already sent, so only the closed connection shows that content is missing
   */
  static void write(Content content, ServerResponse response) {
    try (InputStream in = content.open(0)) {
      OutputStream out = response.outputStream();
      copy(in, out, content.length());
      out.close();
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "a streamed response was cut off", e);
      throw new CloseConnectionException("a streamed response was cut off", e);
    }
  }

  private static void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] block = new byte[(int) Math.min(BLOCK, length)];
    for (long left = length; left > 0; ) {
      int n = in.read(block, 0, (int) Math.min(block.length, left));
      if (n < 0) {
        throw new EOFException("the content is shorter than announced");
      }
      out.write(block, 0, n);
      left -= n;
    }
  }
}
