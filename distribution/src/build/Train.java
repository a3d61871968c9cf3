import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the packaged product once, as a developer would, so that Java writes down which classes it
 * loads and how (JEP 483, JEP 514): the next starts are then three times as fast.
 */
public class Train {
  private static final Pattern API = Pattern.compile("\\bAPI\\s+(http://\\S+)");

  public static void main(String[] arguments) throws Exception {
    Path product = Path.of(arguments[0]);
    Path cache = product.resolve("runtime/lib/switchboard.aot");
    Path data = Files.createTempDirectory("training");
    ProcessBuilder builder =
        new ProcessBuilder(product.resolve("bin/switchboard").toString(), "dev");
    builder.environment().keySet().removeIf(name -> name.matches("(SWITCHBOARD|TWILIO)_.*"));
    builder.environment().put("SWITCHBOARD_JAVA_OPTS", "-XX:AOTCacheOutput=" + cache);
    builder.environment().put("SWITCHBOARD_HTTP_PORT", "0");
    builder.environment().put("SWITCHBOARD_OPS_PORT", "0");
    builder.environment().put("SWITCHBOARD_BOX_PORT", "0");
    builder.environment().put("SWITCHBOARD_DATA", data.toString());
    Path log = data.resolve("training.log");
    Process server = builder.redirectError(log.toFile()).start();
    try (BufferedReader out = server.inputReader()) {
      String api = address(out);
      if (api == null) {
        throw new IllegalStateException("the product did not start:\n" + Files.readString(log));
      }
      exercise(product, data, api);
    } finally {
      server.destroy();
      if (!server.waitFor(60, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    }
    if (!Files.exists(cache)) {
      throw new IllegalStateException("no cache was written:\n" + Files.readString(log));
    }
    System.out.println("cache of loaded classes: " + Files.size(cache) / 1_000_000 + " MB");
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String address(BufferedReader out) throws Exception {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher found = API.matcher(line);
      if (found.find()) {
        return found.group(1);
      }
    }
    return null;
  }

  /** Requests of each kind: with tokens, open, refused, and through the SDK. */
  private static void exercise(Path product, Path data, String api) throws Exception {
    String token = token(product, data);
    HttpClient client = HttpClient.newHttpClient();
    List<String[]> requests =
        List.of(
            new String[] {"/api/twilio/voice/token", "{\"identity\":\"user123\"}"},
            new String[] {"/api/twilio/video/token", "{\"room\":\"match-abc\"}"},
            new String[] {"/api/auth/verify/start", "{\"phone\":\"+1234567890\"}"},
            new String[] {
              "/api/auth/verify/check", "{\"phone\":\"+1234567890\",\"code\":\"1234\"}"
            },
            new String[] {"/api/twilio/sms/send", "{\"to\":\"+1234567890\",\"body\":\"x\"}"},
            new String[] {"/nothing", "{}"});
    for (int round = 0; round < 3; round++) {
      for (String[] request : requests) {
        HttpRequest post =
            HttpRequest.newBuilder(URI.create(api + request[0]))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request[1]))
                .build();
        client.send(post, HttpResponse.BodyHandlers.ofString());
      }
    }
  }

  private static String token(Path product, Path data) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            product.resolve("bin/switchboard").toString(),
            "token",
            "user123",
            "--scope",
            "sms:send");
    builder.environment().put("SWITCHBOARD_DATA", data.toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String token = new String(process.getInputStream().readAllBytes()).strip();
    process.waitFor();
    return token;
  }
}
