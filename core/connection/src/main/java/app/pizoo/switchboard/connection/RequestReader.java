package app.pizoo.switchboard.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a client sends, and translates request heads that Helidon refuses or misreads into
 * those that it knows: HTTP/1.0, and targets with scheme and host (RFC 9112, sections 3.2.2 and
 * 9.3). Belongs to the thread of one connection.
 */
final class RequestReader extends DataReader {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<method>\\S+) (?:(?i:https?)://(?<host>[^/?#\\s]*))?(?<path>\\S*)"
              + " HTTP/1\\.(?<minor>[01])");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~%!$&'()*+,;=-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

  private boolean inHead;
  private boolean http10;
  private boolean keepsAlive;
  private Optional<String> authority = Optional.empty();

  @SuppressWarnings("removal") // only a subclass sees where a request begins (ADR 34)
  RequestReader(Supplier<byte[]> socket) {
    super(socket);
  }

  /** Helidon reads the request line as bytes, and in the head also the field Connection. */
  @Override
  public byte[] readBytes(int length) {
    byte[] bytes = super.readBytes(length);
    if (inHead) {
      return bytes;
    }
    inHead = true;
    http10 = false;
    authority = Optional.empty();
    return isOrdinary(bytes) ? bytes : translated(bytes);
  }

  private static boolean isOrdinary(byte[] line) {
    int target = 0;
    while (target < line.length && line[target] != ' ') {
      target++;
    }
    return target + 1 < line.length && line[target + 1] == '/' && line[line.length - 1] == '1';
  }

  private byte[] translated(byte[] bytes) {
    Matcher line = LINE.matcher(new String(bytes, ISO_8859_1));
    if (!line.matches()) {
      return bytes;
    }
    http10 = line.group("minor").equals("0");
    authority = Optional.ofNullable(line.group("host"));
    String path = line.group("path");
    boolean needsSlash = authority.isPresent() && !path.startsWith("/");
    return (line.group("method") + (needsSlash ? " /" : " ") + path + " HTTP/1.1")
        .getBytes(ISO_8859_1);
  }

  /**
   * Completes the fields of the head that was read.
   *
   * @param local this end of the connection, the host of a request that names none
   * @throws RequestException if there is not exactly one valid host, or if a body is chunked that
   *     cannot be
   */
  void complete(WritableHeaders<?> fields, PeerInfo local) {
    inHead = false;
    if (http10) {
      completeHttp10(fields, local);
    }
    List<String> hosts = fields.all(HeaderNames.HOST, List::of);
    if (hosts.size() != 1 || !HOST.matcher(hosts.getFirst()).matches()) {
      throw refusal("a request has one valid host");
    }
    if (authority.isPresent()) {
      if (!HOST.matcher(authority.get()).matches()) {
        throw refusal("the target has no valid host");
      }
      fields.set(HeaderNames.HOST, authority.get());
    }
  }

  private void completeHttp10(WritableHeaders<?> fields, PeerInfo local) {
    if (fields.contains(HeaderNames.TRANSFER_ENCODING)) {
      throw refusal("HTTP/1.0 has no chunks");
    }
    fields.remove(HeaderNames.EXPECT);
    fields.remove(HeaderNames.UPGRADE);
    List<String> options =
        fields.all(HeaderNames.CONNECTION, List::of).stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(String::strip)
            .toList();
    keepsAlive = options.stream().anyMatch("keep-alive"::equalsIgnoreCase);
    if (!keepsAlive) {
      fields.set(HeaderValues.CONNECTION_CLOSE);
    }
    if (!fields.contains(HeaderNames.HOST)) {
      fields.set(HeaderNames.HOST, host(local));
    }
  }

  private static String host(PeerInfo local) {
    if (!(local.address() instanceof InetSocketAddress address)) {
      throw new IllegalStateException("only IP connections are listened for");
    }
    String ip = address.getAddress().getHostAddress();
    int zone = ip.indexOf('%');
    String literal = zone < 0 ? ip : ip.substring(0, zone);
    return (literal.contains(":") ? "[" + literal + "]" : literal) + ":" + address.getPort();
  }

  private static RequestException refusal(String message) {
    return TimedConnection.refusal(Status.BAD_REQUEST_400, message);
  }

  /** Whether the latest request is HTTP/1.0, whose client understands no chunks. */
  boolean isHttp10() {
    return http10;
  }

  /** Whether an HTTP/1.0 client must learn from the response that it may send more requests. */
  boolean mustConfirmKeepAlive() {
    return http10 && keepsAlive;
  }

  /** No more request follows: the bytes belong to another protocol. */
  void leavesHttp() {
    inHead = true;
  }
}
