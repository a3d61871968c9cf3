package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningBox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installs, upgrades, backs up and restores with the lines of the documentation. */
class UpgradeIT {
  private static final String UPGRADE = "upgrade.md";
  private static final String BACK_UP = "back-up.md";
  private static final String FIRST = "+13035550101";
  private static final String SECOND = "+13035550102";
  private static final String DATABASE = "/var/lib/switchboard/switchboard.db";

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> settings = new TreeMap<>();
  private DocumentedMachine machine;

  /** Installs the product, with one own plugin and without video. */
  private void install(RunningBox box) throws Exception {
    machine.run("install.md", "useradd");
    Files.copy(
        Path.of(System.getProperty("switchboard.template")),
        Files.createDirectory(machine.path("/opt/switchboard-plugins")).resolve("notes.jar"));
    settings.putAll(box.settings());
    settings.remove("TWILIO_VERIFY_SERVICE_SID");
    settings.put("SWITCHBOARD_JWT_SECRET", "0123456789abcdef0123456789abcdef");
    settings.put("SWITCHBOARD_POLICY", "open");
    settings.put("SWITCHBOARD_COUNTRIES", "all");
    settings.put("SWITCHBOARD_PUBLIC_URL", "https://calls.example.com");
    settings.put("SWITCHBOARD_HTTP_PORT", "0");
    settings.put("SWITCHBOARD_OPS_PORT", "0");
    settings.put("SWITCHBOARD_PLUGINS", "voice,sms,notes");
    settings.put("SWITCHBOARD_PLUGINS_FOLDER", machine.path("/opt/switchboard-plugins").toString());
    Files.writeString(
        machine.path("/opt/switchboard/etc/switchboard.env"),
        settings.entrySet().stream()
            .map(setting -> setting + "\n")
            .collect(Collectors.joining("", "# set by hand\n", "")));
    machine.run("install.md", "systemctl enable --now");
  }

  private String token() throws Exception {
    return machine
        .lines("/opt/switchboard/bin/switchboard token backend --scope sms:send --scope sms:read\n")
        .strip();
  }

  private int send(String to) throws Exception {
    return post("/api/twilio/sms/send", "{\"to\":\"%s\",\"body\":\"Hello\"}".formatted(to));
  }

  private int post(String path, String json) throws Exception {
    return request(path, request -> request.POST(BodyPublishers.ofString(json))).statusCode();
  }

  /** How many messages the server knows, the ends of their numbers. */
  private String messages() throws Exception {
    return request("/api/twilio/sms/messages", HttpRequest.Builder::GET).body();
  }

  private HttpResponse<String> request(String path, UnaryOperator<HttpRequest.Builder> method)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(machine.api() + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token());
    return client.send(method.apply(request).build(), BodyHandlers.ofString());
  }

  private int status(String path) throws Exception {
    return request(path, HttpRequest.Builder::GET).statusCode();
  }

  private String check(String documented) throws Exception {
    return machine.run(UPGRADE, documented);
  }

  @Test
  void an_upgrade_keeps_data_settings_and_the_choice_of_plugins() throws Exception {
    try (RunningBox box = RunningBox.start(Installation.in(folder.resolve("box")));
        DocumentedMachine here = new DocumentedMachine(folder.resolve("machine"))) {
      machine = here;
      install(box);
      assertThat(send(FIRST)).isEqualTo(200);
      assertThat(here.log()).contains("held no data: a new database was created there");

      here.run(UPGRADE, "cp -a distribution/target/switchboard");
      assertThat(check("switchboard check"))
          .contains("All checks passed.")
          .doesNotContain("holds no data", "warning");
      here.run(UPGRADE, "mv /opt/switchboard-new");

      assertThat(here.path("/opt/switchboard-old")).isDirectory();
      assertThat(messages()).contains("0101");
      assertThat(here.log()).doesNotContain("WARN", "ERROR");
      assertThat(status("/api/notes")).isEqualTo(200);
      assertThat(post("/api/twilio/voice/token", "{}")).isEqualTo(200);
      assertThat(post("/api/twilio/video/token", "{\"room\":\"a\"}")).isEqualTo(404);
    }
  }

  @Test
  void check_says_that_another_folder_holds_no_data() throws Exception {
    try (RunningBox box = RunningBox.start(Installation.in(folder.resolve("box")));
        DocumentedMachine here = new DocumentedMachine(folder.resolve("machine"))) {
      machine = here;
      install(box);
      assertThat(send(FIRST)).isEqualTo(200);
      String check =
          here.lines(
              "sudo -u switchboard SWITCHBOARD_DATA=/var/lib/switchbord"
                  + " /opt/switchboard/bin/switchboard check\n");
      assertThat(check).contains("switchbord holds no data", "SWITCHBOARD_DATA names another");
      here.lines("systemctl stop switchboard\n");
    }
  }

  @Test
  void a_backup_brings_back_what_was_stored_when_it_was_made() throws Exception {
    boolean required = "true".equals(System.getenv("SWITCHBOARD_TESTS_REQUIRED"));
    assumeTrue(required || Files.exists(Path.of("/usr/bin/sqlite3")), "there is no sqlite3");
    try (RunningBox box = RunningBox.start(Installation.in(folder.resolve("box")));
        DocumentedMachine here = new DocumentedMachine(folder.resolve("machine"))) {
      machine = here;
      install(box);
      assertThat(send(FIRST)).isEqualTo(200);
      here.run(BACK_UP, "sqlite3");
      assertThat(send(SECOND)).isEqualTo(200);
      assertThat(messages()).contains("0101", "0102");

      // The machine fails: the file is emptied, and what was not backed up lies beside it.
      Files.write(here.path(DATABASE), new byte[0]);
      here.run(BACK_UP, "systemctl start");

      assertThat(messages()).contains("0101").doesNotContain("0102");
      assertThat(Files.getPosixFilePermissions(here.path(DATABASE))).hasSize(2);
      assertThat(send(SECOND)).isEqualTo(200);
      here.lines("systemctl stop switchboard\n");
    }
  }
}
