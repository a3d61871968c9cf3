package app.pizoo.switchboard.mock.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.testing.ProxyClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class TwilioProxyTest {
  private static final int CLIENT_MILLIS = 180_000;
  private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

  @TempDir Path temporary;
  private TwilioBox box = TwilioBox.start(0);
  private Optional<HttpClient> opened = Optional.empty();

  @AfterEach
  void close() {
    opened.ifPresent(HttpClient::shutdownNow);
    box.close();
  }

  private HttpClient client() throws Exception {
    if (opened.isEmpty()) {
      opened = Optional.of(ProxyClient.of(box));
    }
    return opened.get();
  }

  private void passThrough() {
    box.close();
    box = TwilioBox.builder().passThrough(true).start();
  }

  private HttpResponse<String> get(String url, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", ProxyClient.basic(box));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client().send(request.build(), BodyHandlers.ofString());
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), box.address().getPort());
    socket.setSoTimeout(CLIENT_MILLIS);
    return socket;
  }

  /** What the proxy says to a head until it closes the connection. */
  private String answer(String head) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (SocketException reset) {
      return "";
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.twilio.com/2010-04-01/Accounts/{account}/Messages.json,200",
    "https://api.dublin.ie1.twilio.com/2010-04-01/Accounts/{account}/Calls.json,200",
    "https://verify.twilio.com/v2/Services,200",
    "https://video.twilio.com/v1/Rooms,200",
    "https://lookups.twilio.com/v2/PhoneNumbers/+14155550123,200",
    "https://chat.twilio.com/v2/Services,501",
    "https://intelligence.twilio.com/v2/Services,501",
    "https://api.twilio.com/box/account,501",
    "https://api.twilio.com/,501",
  })
  void requests_of_all_products_reach_the_box(String url, int status) throws Exception {
    String whole = url.replace("{account}", box.account().accountSid());
    assertThat(get(whole).statusCode()).isEqualTo(status);
    assertThat(box.requests().getFirst().host()).contains(URI.create(whole).getHost());
  }

  @Test
  void links_lead_to_where_the_request_went() throws Exception {
    String services = "https://verify.twilio.com/v2/Services";
    assertThat(get(services).body())
        .contains(
            "\"url\":\"" + services + "?PageSize=50&Page=0\"", "\"url\":\"" + services + "/VA")
        .doesNotContain("127.0.0.1");
    assertThat(get(box.address() + "/v2/Services").body()).contains("127.0.0.1");
  }

  @Test
  void a_wrong_password_is_401_in_a_tunnel_too() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://chat.twilio.com/v2/Services")).build();
    HttpResponse<String> response = client().send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).contains("20003");
  }

  @Test
  void a_page_of_any_origin_uses_twilios_names_but_reads_only_what_browsers_use() throws Exception {
    String origin = "https://app.example.com";
    HttpRequest report =
        HttpRequest.newBuilder(URI.create("https://eventgw.twilio.com/v4/EndpointEvents"))
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<Void> accepted = client().send(report, BodyHandlers.discarding());
    assertThat(accepted.statusCode()).isEqualTo(204);
    assertThat(accepted.headers().firstValue("Access-Control-Allow-Origin")).contains(origin);
    HttpResponse<String> rest = get("https://verify.twilio.com/v2/Services", "Origin", origin);
    assertThat(rest.statusCode()).isEqualTo(200);
    assertThat(rest.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void the_sounds_of_the_voice_sdk_are_silence() throws Exception {
    HttpResponse<String> sound =
        get("https://sdk.twilio.com/js/client/sounds/releases/1.0.0/incoming.mp3?cache=1");
    assertThat(sound.statusCode()).isEqualTo(200);
    assertThat(sound.headers().firstValue("Content-Type")).contains("audio/mpeg");
  }

  @Test
  void the_answer_line_is_exactly_what_libraries_look_for() throws Exception {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write("CONNECT api.twilio.com:443 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readNBytes(ESTABLISHED.length()), US_ASCII)).isEqualTo(ESTABLISHED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"example.com:443", "api.twilio.com:80", "127.0.0.1:22", "[::1]:443", "a_b:1"})
  void other_names_are_refused_with_a_sentence(String target) throws Exception {
    assertThat(answer("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n"))
        .startsWith("HTTP/1.1 403 Forbidden\r\n")
        .contains("Connection: close", "for Twilio's host names", target, "--pass-through");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT api.twilio.com HTTP/1.1\r\n\r\n",
        "CONNECT api.twilio.com:0 HTTP/1.1\r\n\r\n",
        "CONNECT api.twilio.com:99999 HTTP/1.1\r\n\r\n",
        "CONNECT user@api.twilio.com:443 HTTP/1.1\r\n\r\n",
        "CONNECT https://api.twilio.com:443/ HTTP/1.1\r\n\r\n",
        "CONNECT api.twilio.com:443 HTTP/2.0\r\n\r\n",
        "CONNECT  HTTP/1.1\r\n\r\n",
        "CONNECT api.twilio.com:443 HTTP/1.1\nHost: x\n\n",
        "CONNECT api.twilio.com:443 HTTP/1.1\r\n\r\nearly",
      })
  void a_malformed_connect_is_refused(String head) throws Exception {
    assertThat(answer(head)).startsWith("HTTP/1.1 400 Bad Request\r\n");
  }

  @Test
  void without_an_authority_a_tunnel_is_refused_and_nothing_else_is() throws Exception {
    box.close();
    box = TwilioBox.builder().authority(Files.writeString(temporary.resolve("file"), "")).start();
    assertThat(answer("CONNECT api.twilio.com:443 HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 500 Internal Server Error\r\n")
        .contains("certificate authority");
    assertThat(answer("GET /box/account HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void a_head_is_bounded() throws Exception {
    String filler = ("X-Filler: " + "x".repeat(1000) + "\r\n").repeat(20);
    assertThat(answer("CONNECT api.twilio.com:443 HTTP/1.1\r\n" + filler))
        .doesNotContain("established");
  }

  @Test
  void other_names_are_not_served_inside_a_tunnel() throws Exception {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write("CONNECT a.twilio.com:443 HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
      socket.getInputStream().readNBytes(ESTABLISHED.length());
      Socket inside =
          ProxyClient.trusting(box)
              .getSocketFactory()
              .createSocket(socket, "a.twilio.com", TwilioHost.PORT, true);
      inside
          .getOutputStream()
          .write(
              "GET /box/account HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(US_ASCII));
      assertThat(new String(inside.getInputStream().readAllBytes(), US_ASCII))
          .startsWith("HTTP/1.1 403 ")
          .contains("In a tunnel the box serves Twilio's host names only.");
    }
  }

  @Test
  void a_socket_opens_in_a_tunnel_for_a_page_of_any_origin() throws Exception {
    CompletableFuture<String> heard = new CompletableFuture<>();
    WebSocket socket =
        client()
            .newWebSocketBuilder()
            .header("Origin", "https://app.example.com")
            .buildAsync(URI.create("wss://voice-js.roaming.twilio.com/signal"), listener(heard))
            .get(3, TimeUnit.MINUTES);
    socket
        .sendText("{\"type\":\"listen\",\"version\":\"1.6\",\"payload\":{\"token\":\"bad\"}}", true)
        .get(3, TimeUnit.MINUTES);
    assertThat(heard.get(3, TimeUnit.MINUTES)).contains("error");
    socket.abort();
  }

  @Test
  void reports_of_the_video_sdk_are_accepted_and_dropped() throws Exception {
    CompletableFuture<String> heard = new CompletableFuture<>();
    WebSocket socket =
        client()
            .newWebSocketBuilder()
            .buildAsync(URI.create("wss://sdkgw.us1.twilio.com/v1/VideoEvents"), listener(heard))
            .get(3, TimeUnit.MINUTES);
    for (String report : List.of("no json", "[]", "{\"type\":1}", "{\"type\":\"connect\"}")) {
      socket.sendText(report, true).get(3, TimeUnit.MINUTES);
    }
    assertThat(heard.get(3, TimeUnit.MINUTES)).contains("\"type\":\"connected\"", "\"session\":\"");
    socket.abort();
  }

  @Test
  void without_a_tunnel_a_socket_for_a_foreign_origin_stays_closed() throws Exception {
    URI address = URI.create("ws://127.0.0.1:" + box.address().getPort() + "/signal");
    assertThatThrownBy(() ->
            HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Origin", "https://app.example.com")
                .buildAsync(address, listener(new CompletableFuture<>()))
                .get(3, TimeUnit.MINUTES))
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  private static WebSocket.Listener listener(CompletableFuture<String> heard) {
    return new WebSocket.Listener() {
      @Override
      public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        heard.complete(data.toString());
        return CompletableFuture.completedStage(null);
      }
    };
  }

  @Test
  void passed_through_bytes_are_not_touched() throws Exception {
    passThrough();
    byte[] much = new byte[20 * 1024 * 1024];
    new java.util.Random(1).nextBytes(much);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = connect()) {
      String target = "127.0.0.1:" + server.getLocalPort();
      client
          .getOutputStream()
          .write(("CONNECT " + target + " HTTP/1.1\r\n\r\nearly").getBytes(US_ASCII));
      InputStream in = client.getInputStream();
      assertThat(new String(in.readNBytes(ESTABLISHED.length()), US_ASCII)).isEqualTo(ESTABLISHED);
      try (Socket inside = server.accept()) {
        assertThat(inside.getInputStream().readNBytes(5)).isEqualTo("early".getBytes(US_ASCII));
        Thread sender = Thread.ofVirtual().start(() -> write(client, much));
        assertThat(inside.getInputStream().readNBytes(much.length)).isEqualTo(much);
        sender.join();
        Thread responder = Thread.ofVirtual().start(() -> write(inside, much));
        assertThat(in.readNBytes(much.length)).isEqualTo(much);
        responder.join();
      }
      assertThat(in.read()).as("the end of the server ends the tunnel").isEqualTo(-1);
    }
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void the_end_of_the_client_ends_a_tunnel_to_elsewhere() throws Exception {
    passThrough();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket client = connect();
      client
          .getOutputStream()
          .write(
              ("CONNECT 127.0.0.1:" + server.getLocalPort() + " HTTP/1.1\r\n\r\n")
                  .getBytes(US_ASCII));
      try (Socket inside = server.accept()) {
        client.close();
        assertThat(inside.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void a_server_that_is_not_there_is_502_and_twilio_itself_is_never_reached() throws Exception {
    passThrough();
    int free;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = closed.getLocalPort();
    }
    assertThat(answer("CONNECT 127.0.0.1:" + free + " HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 502 Bad Gateway\r\n");
    assertThat(answer("CONNECT api.twilio.com:80 HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 403 Forbidden\r\n");
    assertThat(get("https://verify.twilio.com/v2/Services").statusCode()).isEqualTo(200);
  }
}
