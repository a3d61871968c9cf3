package app.pizoo.switchboard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.http.JsonFields;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code switchboard box}: a Twilio emulator in a separate process. */
public final class RunningBox implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile("listens at (\\S+)");
  private static final Pattern SETTING = Pattern.compile("  ([A-Z_]+)=(\\S+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;
  private final Map<String, String> settings = new TreeMap<>();

  private RunningBox(Process process) throws IOException {
    this.process = process;
    BufferedReader out = process.inputReader(UTF_8);
    Matcher listens = LISTENS.matcher(String.valueOf(out.readLine()));
    if (!listens.find()) {
      process.destroyForcibly();
      throw new IOException("the box did not start");
    }
    address = URI.create(listens.group(1));
    // It says nothing more after its nine settings: do not wait for another line.
    while (settings.size() < 9) {
      Matcher setting = SETTING.matcher(String.valueOf(out.readLine()));
      if (!setting.matches()) {
        process.destroyForcibly();
        throw new IOException("the box did not say all of its settings");
      }
      settings.put(setting.group(1), setting.group(2));
    }
  }

  /** Starts it on any free port. */
  public static RunningBox start(Installation product) throws IOException {
    return new RunningBox(
        product.command("box").redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The settings that lead a server to it, as it prints them. */
  public Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  /** With what it signs its webhooks. */
  public String authToken() {
    return settings.getOrDefault("TWILIO_AUTH_TOKEN", "");
  }

  /** What somebody has received. */
  public List<JsonObject> inbox(String to) throws IOException, InterruptedException {
    return get("/box/inbox?to=" + URLEncoder.encode(to, UTF_8))
        .getJsonArray("messages")
        .getValuesAs(JsonObject.class);
  }

  /** The newest requests that it got, newest first. */
  public List<JsonObject> requests() throws IOException, InterruptedException {
    return get("/box/requests").getJsonArray("requests").getValuesAs(JsonObject.class);
  }

  /**
   * Has something go wrong; see {@code docs/box.md}.
   *
   * @return the fault's number
   */
  public int fault(String json) throws IOException, InterruptedException {
    return send(request("/box/faults").POST(BodyPublishers.ofString(json))).getInt("id");
  }

  /** Ends a fault, or finds that it was used up. */
  public void end(int fault) throws IOException, InterruptedException {
    client.send(request("/box/faults/" + fault).DELETE().build(), BodyHandlers.discarding());
  }

  /** Ends all faults, and lets what they delay go on. */
  public void endAll() throws IOException, InterruptedException {
    client.send(request("/box/faults").DELETE().build(), BodyHandlers.discarding());
  }

  /** Moves its clock ahead. */
  public void advance(Duration by) throws IOException, InterruptedException {
    String json = "{\"advance_seconds\":%d}".formatted(by.toSeconds());
    send(request("/box/clock").POST(BodyPublishers.ofString(json)));
  }

  /**
   * Counts requests until it is closed, each of which takes a while.
   *
   * @param where what is counted, as a fault says it
   */
  public Count count(String where, int milliseconds) throws IOException, InterruptedException {
    return new Count(
        fault(
            "{\"where\":\"%s\",\"kind\":\"delay\",\"milliseconds\":%d,\"times\":%d}"
                .formatted(where, milliseconds, Count.MAX_REQUESTS)));
  }

  /** Returns the number of requests. */
  public final class Count implements AutoCloseable {
    private static final int MAX_REQUESTS = 1_000_000;

    private final int fault;

    private Count(int fault) {
      this.fault = fault;
    }

    /** Asks the box. */
    public int now() throws IOException, InterruptedException {
      return get("/box/faults").getJsonArray("faults").getValuesAs(JsonObject.class).stream()
          .filter(active -> active.getInt("id") == fault)
          .mapToInt(fault -> MAX_REQUESTS - fault.getInt("times"))
          .sum();
    }

    @Override
    public void close() throws IOException, InterruptedException {
      end(fault);
    }
  }

  private JsonObject get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path));
  }

  private JsonObject send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() >= 300) {
      throw new IOException("the box answered " + answer.statusCode());
    }
    return JsonFields.parse(answer.body()).object();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    client.close();
  }
}
