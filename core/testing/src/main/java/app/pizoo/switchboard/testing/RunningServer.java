package app.pizoo.switchboard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.spi.http.JsonFields;
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

/** A server that runs as a separate process. */
public final class RunningServer implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("ready after ([0-9.]+ m?s): API on (\\S+?), operations on (\\S+)\\n");

  private final Installation product;
  private final Process process;
  private final Path log;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String readyAfter;
  private final Duration firstAnswer;
  private final URI api;
  private final URI operations;

  private RunningServer(Installation product, Process process, Path log, Instant started)
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

  /** Starts it with the words of a command and waits until it is ready. */
  public static RunningServer start(Installation product, String... arguments) throws Exception {
    Path out = Files.createTempFile("out", ".txt");
    // Not a pipe: Java may close it at the end of the process before all of it is read.
    Path log = Files.createTempFile("log", ".txt");
    Instant started = Instant.now();
    Process process =
        product.command(arguments).redirectOutput(out.toFile()).redirectError(log.toFile()).start();
    return new RunningServer(product, process, log, started);
  }

  private Matcher awaitReady() throws Exception {
    Instant end = Instant.now().plus(Eventually.TIMEOUT);
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

  /** How long it says that its start took. */
  public String readyAfter() {
    return readyAfter;
  }

  /** From the start of the process to the first answered request. */
  public Duration firstAnswer() {
    return firstAnswer;
  }

  /** Where the API listens. */
  public URI api() {
    return api;
  }

  /** Where health and metrics listen. */
  public URI operations() {
    return operations;
  }

  /** Where it says whether requests should be sent to it. */
  public URI ready() {
    return URI.create(operations + "/health/ready");
  }

  /** Its process. */
  public Process process() {
    return process;
  }

  /** What it has logged so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** An app token from the product's own command. */
  public String token(String... arguments) throws Exception {
    String[] words = new String[arguments.length + 1];
    words[0] = "token";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return product.run(words).out().strip();
  }

  /** Sends JSON, unless the headers name another type. */
  public HttpResponse<String> post(String path, String body, Map<String, String> headers)
      throws Exception {
    return client.send(request(path, body, headers), BodyHandlers.ofString());
  }

  /** Sends a request whose answer may take its time. */
  public CompletableFuture<HttpResponse<String>> postLater(
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

  /** Fetches an address. */
  public HttpResponse<String> get(URI address) throws Exception {
    return get(address, Map.of());
  }

  /** Fetches an address with headers. */
  public HttpResponse<String> get(URI address, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The object that an answer holds. */
  public static JsonObject json(HttpResponse<String> answer) {
    return JsonFields.parse(answer.body().getBytes(UTF_8)).object();
  }

  /** Asks the process to stop, as a supervisor does, and returns its exit code. */
  public int stop() throws Exception {
    process.destroy();
    return exit();
  }

  /** Waits until it has ended, after it was asked to, and returns its exit code. */
  public int exit() throws Exception {
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("it did not stop:\n" + log());
    }
    return process.exitValue();
  }

  /** The sum of a counter's series whose labels hold a text. */
  public long count(String counter, String labels) throws Exception {
    return get(URI.create(operations + "/metrics"))
        .body()
        .lines()
        .filter(line -> line.startsWith("switchboard_" + counter + "{") && line.contains(labels))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Ends it without a chance to finish anything, as kill -9 does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws Exception {
    if (process.isAlive()) {
      stop();
    }
    client.close();
  }
}
