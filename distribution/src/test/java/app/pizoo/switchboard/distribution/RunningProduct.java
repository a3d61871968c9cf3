package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.JsonFields;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that runs as a process of its own. */
final class RunningProduct implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("ready after ([0-9.]+ m?s): API on (\\S+?), operations on (\\S+)\\n");

  private final Product product;
  private final Process process;
  private final Path log;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String readyAfter;
  private final Duration firstAnswer;
  private final URI api;
  private final URI operations;

  private RunningProduct(Product product, Process process, Path log, Instant started)
      throws Exception {
    this.product = product;
    this.process = process;
    this.log = log;
    try {
      Matcher found = awaitReady();
      readyAfter = found.group(1);
      api = URI.create(found.group(2));
      operations = URI.create(found.group(3));
      get(URI.create(api + "/openapi.yaml"));
      firstAnswer = Duration.between(started, Instant.now());
    } catch (Exception | AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
  }

  static RunningProduct start(Product product, String... arguments) throws Exception {
    Path out = Files.createTempFile("out", ".txt");
    // Not a pipe: Java may close it at the end of the process before all of it is read.
    Path log = Files.createTempFile("log", ".txt");
    Instant started = Instant.now();
    Process process =
        product.command(arguments).redirectOutput(out.toFile()).redirectError(log.toFile()).start();
    return new RunningProduct(product, process, log, started);
  }

  private Matcher awaitReady() throws Exception {
    Instant end = Instant.now().plusSeconds(90);
    while (Instant.now().isBefore(end)) {
      Matcher found = READY.matcher(log());
      if (found.find()) {
        return found;
      }
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new AssertionError("the server did not become ready:\n" + log());
  }

  String readyAfter() {
    return readyAfter;
  }

  /** From the start of the process to the first answered request. */
  Duration firstAnswer() {
    return firstAnswer;
  }

  URI api() {
    return api;
  }

  URI operations() {
    return operations;
  }

  /** Where it says whether requests should be sent to it. */
  URI ready() {
    return URI.create(operations + "/health/ready");
  }

  Process process() {
    return process;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** An app token from the product's own command. */
  String token(String... arguments) throws Exception {
    String[] words = new String[arguments.length + 1];
    words[0] = "token";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return product.run(words).out().strip();
  }

  HttpResponse<String> post(String path, String body, Map<String, String> headers)
      throws Exception {
    return client.send(request(path, body, headers), BodyHandlers.ofString());
  }

  /** Sends a request whose answer may take its time. */
  CompletableFuture<HttpResponse<String>> postLater(
      String path, String body, Map<String, String> headers) {
    return client.sendAsync(request(path, body, headers), BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::setHeader);
    return request.build();
  }

  HttpResponse<String> get(URI address) throws Exception {
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  static JsonObject json(HttpResponse<String> answer) {
    return JsonFields.parse(answer.body().getBytes(UTF_8)).object();
  }

  /** Asks the process to stop, as a supervisor does, and returns its exit code. */
  int stop() throws Exception {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it did not stop:\n" + log());
    }
    return process.exitValue();
  }

  @Override
  public void close() throws Exception {
    if (process.isAlive()) {
      stop();
    }
    client.close();
  }
}
