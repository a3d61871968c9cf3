package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningServer;
import com.nimbusds.jwt.SignedJWT;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands, typed as they stand there. */
class ReadmeIT {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?m)^```\\n(.*?)^```", Pattern.DOTALL);
  private static final String API = "http://127.0.0.1:8080";

  @TempDir Path folder;

  /** The blocks of commands, each as its paragraphs. */
  private static List<List<String>> blocks() throws Exception {
    return BLOCK
        .matcher(Files.readString(ROOT.resolve("README.md")))
        .results()
        .map(found -> List.of(found.group(1).strip().split("\n\n")))
        .toList();
  }

  @Test
  void the_requests_of_the_first_minute_answer_as_they_should() throws Exception {
    List<String> start = blocks().get(0);
    List<String> requests = blocks().get(1);
    Path command = Path.of(requests.getFirst().replace("switchboard=", ""));
    assertThat(start).containsExactly("mvn -B -q -DskipTests package && " + command + " dev");
    assertThat(ROOT.resolve(command).toRealPath())
        .isEqualTo(Path.of(System.getProperty("switchboard.product"), "bin/switchboard"));

    Installation product = Installation.in(folder.resolve("product"));
    try (RunningServer server = product.start("dev")) {
      String prefix = "switchboard=" + product.folder().resolve("bin/switchboard") + "\n";
      List<String> curls = requests.subList(1, requests.size());
      assertThat(curls).hasSize(5);
      for (String curl : curls) {
        assertThat(curl).startsWith("curl ").contains(" " + API + "/");
        check(curl, type(product, prefix + curl.replace(API, server.api().toString())));
      }
    }
  }

  private static JsonObject type(Installation product, String lines) throws Exception {
    ProcessBuilder shell = product.command();
    shell.command("bash", "-euo", "pipefail", "-c", lines);
    Process process = shell.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    byte[] answer = process.getInputStream().readAllBytes();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(lines).isZero();
    return JsonFields.parse(answer).object();
  }

  private static void check(String curl, JsonObject answer) throws Exception {
    Matcher path = Pattern.compile(Pattern.quote(API) + "(\\S+)").matcher(curl);
    assertThat(path.find()).isTrue();
    assertThat(answer.getBoolean("ok")).isTrue();
    switch (path.group(1)) {
      case "/api/twilio/voice/token" -> {
        assertThat(answer.getString("identity")).isEqualTo("user123");
        assertThat(answer.getInt("expires_in")).isEqualTo(3600);
        assertThat(grants(answer)).contains("user123", "voice");
      }
      case "/api/twilio/video/token" -> {
        assertThat(answer.getString("identity")).isEqualTo("user123");
        assertThat(answer.getString("room")).isEqualTo("match-abc");
        assertThat(answer.getInt("expires_in")).isEqualTo(3600);
        assertThat(grants(answer)).contains("user123", "match-abc");
      }
      case "/api/auth/verify/start" ->
          assertThat(answer.toString())
              .startsWith(
                  "{\"ok\":true,\"status\":\"pending\",\"phone\":\"+1234567890\",\"channel\":\"sms\",");
      case "/api/auth/verify/check" ->
          assertThat(answer.toString())
              .startsWith("{\"ok\":true,\"verified\":true,\"phone\":\"+1234567890\",\"proof\":\"");
      case "/api/twilio/sms/send" -> {
        assertThat(answer.getString("sid")).matches("SM[0-9a-f]{32}");
        assertThat(answer.getString("status")).isEqualTo("queued");
        assertThat(answer.getString("to")).isEqualTo("+1234567890");
      }
      default -> fail("the README shows a request that is not checked here: " + path.group(1));
    }
  }

  private static String grants(JsonObject answer) throws Exception {
    return SignedJWT.parse(answer.getString("token"))
        .getJWTClaimsSet()
        .getClaim("grants")
        .toString();
  }
}
