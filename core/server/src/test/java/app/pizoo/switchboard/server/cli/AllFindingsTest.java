package app.pizoo.switchboard.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.server.embedded.EmbeddedServer;
import app.pizoo.switchboard.server.embedded.TinyPlugin;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.settings.Home;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginContext;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.RunningPlugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failed start reports all findings, not only the first. */
class AllFindingsTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private ServerSocket taken;

  @BeforeEach
  void complete() throws IOException {
    taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    environment.put("SWITCHBOARD_JWT_SECRET", "0123456789abcdef0123456789abcdef");
    environment.put("SWITCHBOARD_POLICY", "open");
    environment.put("SWITCHBOARD_DATA", folder.resolve("data").toString());
    environment.put("SWITCHBOARD_HTTP_PORT", "0");
    environment.put("SWITCHBOARD_OPS_PORT", "0");
  }

  @AfterEach
  void free() throws IOException {
    taken.close();
  }

  private int run(String command) {
    Home home = new Home(folder);
    Terminal terminal =
        new Terminal(
            home,
            environment,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    return new Commands(home).run(List.of(command.split(" ")), terminal);
  }

  private String err() {
    return err.toString(UTF_8);
  }

  private void takePorts() {
    environment.put("SWITCHBOARD_HTTP_PORT", "" + taken.getLocalPort());
    environment.put("SWITCHBOARD_OPS_PORT", "" + taken.getLocalPort());
  }

  private void spoilData() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    environment.put("SWITCHBOARD_DATA", file.resolve("below").toString());
  }

  private void spoilTls() throws IOException {
    Path file = Files.writeString(folder.resolve("no.pem"), "x");
    environment.put("SWITCHBOARD_TLS_CERTIFICATE", file.toString());
    environment.put("SWITCHBOARD_TLS_PRIVATE_KEY", file.toString());
  }

  private void spoilPlugins() throws IOException {
    Files.createDirectories(folder.resolve("plugins"));
    Files.writeString(folder.resolve("plugins/broken.jar"), "no jar");
  }

  @Test
  void all_four_kinds_are_reported_together_and_plugins_decide_the_exit_code() throws Exception {
    environment.put("SWITCHBOARD_POLICY", "");
    takePorts();
    spoilData();
    spoilTls();
    spoilPlugins();
    assertThat(run("serve")).isEqualTo(3);
    assertThat(err())
        .contains("broken.jar", "SWITCHBOARD_POLICY", "no.pem", "is not a writable folder")
        .contains("SWITCHBOARD_HTTP_PORT", "SWITCHBOARD_OPS_PORT");
    assertThat(err().lines().filter(line -> line.startsWith("  - "))).hasSize(6);
  }

  @Test
  void storage_that_fails_does_not_hide_ports_in_use() throws Exception {
    takePorts();
    spoilData();
    assertThat(run("serve")).isEqualTo(4);
    assertThat(err()).contains("SWITCHBOARD_HTTP_PORT", "SWITCHBOARD_OPS_PORT");
  }

  @Test
  void one_port_in_use_does_not_hide_the_other() {
    takePorts();
    assertThat(run("serve")).isEqualTo(5);
    assertThat(err().lines().filter(line -> line.startsWith("  - "))).hasSize(2);
  }

  @Test
  void check_looks_at_everything_but_ports() throws Exception {
    environment.put("SWITCHBOARD_POLICY", "");
    takePorts();
    spoilData();
    spoilTls();
    assertThat(run("check")).isEqualTo(2);
    assertThat(err()).contains("SWITCHBOARD_POLICY", "no.pem", "is not a writable folder");
    assertThat(err()).doesNotContain("_PORT");
  }

  @Test
  void check_reads_the_certificate_also_when_all_else_is_well() throws Exception {
    spoilTls();
    assertThat(run("check")).isEqualTo(2);
    assertThat(err()).contains("no.pem");
  }

  @Test
  void check_names_the_migrations_of_a_new_database_and_makes_no_folder() {
    assertThat(run("check")).isZero();
    assertThat(out.toString(UTF_8)).contains("pending migration: kernel 1");
    assertThat(err())
        .contains("warning: " + folder.resolve("data") + " holds no data")
        .contains("SWITCHBOARD_DATA names another folder");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void production_demands_a_place_for_its_data() {
    environment.remove("SWITCHBOARD_DATA");
    for (String command : List.of("serve", "check", "events", "erase alice")) {
      err.reset();
      assertThat(run(command)).as(command).isEqualTo(2);
      assertThat(err()).contains("SWITCHBOARD_DATA or SWITCHBOARD_DATABASE_URL is not set");
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void commands_beside_the_server_create_no_database() {
    assertThat(run("events")).isEqualTo(4);
    assertThat(err()).contains(folder.resolve("data") + " holds no data");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void check_is_content_with_data_and_warns_where_an_upgrade_would_replace_it() throws Exception {
    EmbeddedServer.production().data(folder.resolve("data")).start().close();
    assertThat(run("check")).isZero();
    assertThat(err())
        .doesNotContain("holds no data")
        .contains("warning: SWITCHBOARD_DATA lies in the product's folder");
  }

  @Test
  void check_and_serve_refuse_an_emptied_database() throws Exception {
    Path file = Files.createFile(Files.createDirectory(folder.resolve("data")).resolve("x.db"));
    Files.move(file, file.resolveSibling("switchboard.db"));
    for (String command : List.of("check", "serve")) {
      err.reset();
      assertThat(run(command)).as(command).isEqualTo(4);
      assertThat(err()).contains("switchboard.db is empty (0 bytes)");
    }
  }

  private record Failing(String id) implements Plugin {
    @Override
    public PluginInfo info() {
      return new PluginInfo(id, "for tests");
    }

    @Override
    public RunningPlugin start(PluginContext context) {
      throw new IllegalStateException("no " + id);
    }
  }

  @Test
  void a_plugin_that_cannot_start_does_not_hide_another() {
    EmbeddedServer.Builder server =
        EmbeddedServer.production().plugin(new Failing("one")).plugin(new Failing("two"));
    StartFailure failure = catchThrowableOfType(StartFailure.class, server::start);
    assertThat(failure.findings()).extracting(Finding::text).hasSize(2);
    assertThat(failure).hasMessageContaining("no one").hasMessageContaining("no two");
  }

  @Test
  void erase_names_the_removed_plugins_whose_tables_it_leaves_alone() {
    EmbeddedServer.production()
        .data(folder.resolve("data"))
        .plugin(TinyPlugin.of("removed").storing("CREATE TABLE removed_things (n INTEGER)"))
        .start()
        .close();
    assertThat(run("erase alice")).isEqualTo(3);
    assertThat(out.toString(UTF_8)).contains("events: 0");
    assertThat(err()).contains("The tables of the removed plugin removed were not erased.");
  }

  @Test
  void limits_and_check_warn_of_an_override_for_a_removed_plugin() {
    environment.put("SWITCHBOARD_LIMIT_RULES", "removed.call.hour=3");
    String warning = "warning: SWITCHBOARD_LIMIT_RULES: removed.call.hour has no effect";
    assertThat(run("limits")).isZero();
    assertThat(err()).contains(warning);
    err.reset();
    assertThat(run("check")).isZero();
    assertThat(err()).contains(warning);
  }
}
