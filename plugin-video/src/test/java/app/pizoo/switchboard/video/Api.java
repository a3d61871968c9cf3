package app.pizoo.switchboard.video;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls a server. */
final class Api {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI base;

  Api(URI base) {
    this.base = base;
  }

  HttpResponse<String> json(String path, String json, String... headers) {
    return post(path, "application/json", json, headers);
  }

  HttpResponse<String> form(String path, Map<String, String> fields, String... headers) {
    String form =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return post(path, "application/x-www-form-urlencoded", form, headers);
  }

  private HttpResponse<String> post(String path, String type, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  String get(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).build()).body();
  }

  String fetch(String path, String... headers) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).headers(headers).build()).body();
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
