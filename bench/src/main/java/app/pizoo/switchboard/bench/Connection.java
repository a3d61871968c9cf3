package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** One persistent HTTP connection for prepared requests. For one thread at a time. */
final class Connection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Socket socket;
  private final byte[] buffer = new byte[16 * 1024];

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
  }

  /** A response. */
  record HttpReply(int status, String body, boolean closes) {}

  /** Sends a request and reads a response of known length. */
  HttpReply exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    InputStream in = socket.getInputStream();
    int read = 0;
    int end = -1;
    int length = 0;
    String head = "";
    while (end < 0 || read < end + length) {
      int more = in.read(buffer, read, buffer.length - read);
      if (more <= 0) {
        throw new IOException("the server closed the connection, or the response is too long");
      }
      read += more;
      if (end < 0) {
        end = endOfHead(read);
        if (end >= 0) {
          head = new String(buffer, 0, end, ISO_8859_1);
          length = length(head);
        }
      }
    }
    return new HttpReply(
        Integer.parseInt(head.substring(9, 12)),
        new String(buffer, end, length, UTF_8),
        head.toLowerCase(Locale.ROOT).contains("\r\nconnection: close"));
  }

  private int endOfHead(int read) {
    for (int i = 3; i < read; i++) {
      if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int length(String head) {
    String name = "\r\nContent-Length: ";
    for (int i = 0; i < head.length(); i++) {
      if (head.regionMatches(true, i, name, 0, name.length())) {
        int from = i + name.length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
      }
    }
    return 0;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
