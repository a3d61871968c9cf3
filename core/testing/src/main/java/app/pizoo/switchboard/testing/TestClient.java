package app.pizoo.switchboard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.http.JsonFields;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sends HTTP requests to one server. Headers are given as names and values in turn. Safe for all
 * threads.
 */
public final class TestClient {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI base;

  /**
   * Creates a client.
   *
   * @param base the server's address, such as {@link TestServer#api()}
   */
  public TestClient(URI base) {
    this.base = base;
  }

  /** Fetches a path. */
  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  /** Fetches a path and returns the body for every status. */
  public String text(String path, String... headers) {
    return get(path, headers).body();
  }

  /** Posts JSON. */
  public HttpResponse<String> post(String path, String json, String... headers) {
    return json("POST", path, json, headers);
  }

  /** Sends JSON with any method. */
  public HttpResponse<String> json(String method, String path, String json, String... headers) {
    return send(method, path, BodyPublishers.ofString(json), typed("application/json", headers));
  }

  /** Deletes what a path names. */
  public HttpResponse<String> delete(String path, String... headers) {
    return send("DELETE", path, BodyPublishers.noBody(), headers);
  }

  /** Posts a form. */
  public HttpResponse<String> postForm(String path, Map<String, String> fields, String... headers) {
    String form =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        "POST",
        path,
        BodyPublishers.ofString(form),
        typed("application/x-www-form-urlencoded", headers));
  }

  /** Posts a form as Twilio does. The server must know itself by this client's base address. */
  public HttpResponse<String> postWebhook(
      String authToken, String path, Map<String, String> fields) {
    return postForm(
        path, fields, "X-Twilio-Signature", TwilioSignature.sign(authToken, base + path, fields));
  }

  /** The JSON object in a response. */
  public static JsonObject object(HttpResponse<String> response) {
    return JsonFields.parse(response.body().getBytes(UTF_8)).object();
  }

  private static String[] typed(String type, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = type;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return all;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private HttpResponse<String> send(
      String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
