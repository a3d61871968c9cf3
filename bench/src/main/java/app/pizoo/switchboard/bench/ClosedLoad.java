package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers that each have one connection and send the next request when they have the response to
 * the last one. Requests are prepared beforehand, so that a run costs this process little.
 */
final class ClosedLoad {
  private final int port;
  private final int callers;

  ClosedLoad(int port, int callers) {
    this.port = port;
    this.callers = callers;
  }

  /**
   * The result of a run.
   *
   * @param seconds how long it took
   * @param nanos the latency of each request, sorted
   * @param failed how many responses had another status than expected, or never came
   * @param firstFailure one of these responses, empty if there is none
   * @param bodies the body of each response, in the order of the requests
   */
  record Result(double seconds, long[] nanos, int failed, String firstFailure, String[] bodies) {
    double perSecond() {
      return nanos.length / seconds;
    }

    /** A percentile of the latency in milliseconds. */
    double percentile(double share) {
      return nanos[(int) Math.min(nanos.length - 1L, (long) (nanos.length * share))] / 1e6;
    }
  }

  /** Sends all requests and expects a status. */
  Result run(List<byte[]> requests, int status) throws InterruptedException {
    long[] nanos = new long[requests.size()];
    String[] bodies = new String[requests.size()];
    AtomicInteger next = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    String[] firstFailure = {""};
    long began = System.nanoTime();
    Thread[] threads = new Thread[callers];
    for (int i = 0; i < callers; i++) {
      threads[i] =
          Thread.ofVirtual()
              .start(() -> {
                Connection connection = null;
                for (int n = next.getAndIncrement(); n < nanos.length; n = next.getAndIncrement()) {
                  long sent = System.nanoTime();
                  try {
                    if (connection == null) {
                      connection = new Connection(port);
                    }
                    HttpReply reply = connection.exchange(requests.get(n));
                    bodies[n] = reply.body();
                    if (reply.status() != status && failed.getAndIncrement() == 0) {
                      firstFailure[0] = reply.status() + " " + reply.body();
                    }
                    if (reply.closes()) {
                      connection.close();
                      connection = null;
                    }
                  } catch (IOException e) {
                    if (failed.getAndIncrement() == 0) {
                      firstFailure[0] = e.toString();
                    }
                    bodies[n] = "";
                    connection = null;
                  }
                  nanos[n] = System.nanoTime() - sent;
                }
                if (connection != null) {
                  connection.close();
                }
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Arrays.sort(nanos);
    return new Result(seconds, nanos, failed.get(), firstFailure[0], bodies);
  }

  /** A response. */
  record HttpReply(int status, String body, boolean closes) {}

  /** One persistent connection. */
  static final class Connection implements AutoCloseable {
    private final Socket socket;
    private final byte[] buffer = new byte[16 * 1024];

    Connection(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000);
    }

    HttpReply exchange(byte[] request) throws IOException {
      socket.getOutputStream().write(request);
      return ReplyReader.read(socket.getInputStream(), buffer);
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

  /** Reads a response with a known length. */
  private static final class ReplyReader {
    static HttpReply read(InputStream in, byte[] buffer) throws IOException {
      int read = 0;
      int end = -1;
      int length = 0;
      String head = "";
      while (end < 0 || read < end + length) {
        int more = in.read(buffer, read, buffer.length - read);
        if (more < 0) {
          throw new IOException("the server closed the connection");
        }
        read += more;
        if (end < 0) {
          end = endOfHead(buffer, read);
          if (end >= 0) {
            head = new String(buffer, 0, end, ISO_8859_1);
            length = length(head);
          }
        }
      }
      int status = Integer.parseInt(head.substring(9, 12));
      return new HttpReply(
          status,
          new String(buffer, end, length, UTF_8),
          head.toLowerCase(Locale.ROOT).contains("\r\nconnection: close"));
    }

    private static int endOfHead(byte[] buffer, int read) {
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
  }
}
