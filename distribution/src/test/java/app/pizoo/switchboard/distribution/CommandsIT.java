package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningServer;
import com.nimbusds.jwt.SignedJWT;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands and their output. */
class CommandsIT {
  @TempDir Path folder;

  private Installation product() {
    return Installation.in(folder.resolve("product"));
  }

  @Test
  void serve_with_nothing_set_lists_everything_that_is_missing_at_once() throws Exception {
    Installation.Result result = product().run("serve");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.all())
        .contains(
            "TWILIO_ACCOUNT_SID",
            "TWILIO_API_KEY_SID",
            "TWILIO_API_KEY_SECRET",
            "TWILIO_AUTH_TOKEN",
            "TWILIO_VOICE_APPLICATION_SID",
            "TWILIO_VERIFY_SERVICE_SID",
            "TWILIO_FROM",
            "SWITCHBOARD_PUBLIC_URL",
            "SWITCHBOARD_COUNTRIES",
            "SWITCHBOARD_POLICY",
            "SWITCHBOARD_JWT_SECRET");
  }

  @Test
  void a_misspelled_name_is_reported_with_the_right_name() throws Exception {
    Installation.Result result =
        product().with("SWITCHBOARD_PUBLC_URL", "https://x.example").run("serve");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.all()).contains("SWITCHBOARD_PUBLC_URL", "SWITCHBOARD_PUBLIC_URL");
  }

  @Test
  void no_command_prints_a_secret() throws Exception {
    String secret = "a-secret-that-nobody-may-see-0123456789";
    Installation product =
        product()
            .with("SWITCHBOARD_JWT_SECRET", secret)
            .with("TWILIO_API_KEY_SECRET", secret)
            .with("TWILIO_AUTH_TOKEN", "0123456789abcdef0123456789abcdef")
            .with("SWITCHBOARD_DATABASE_URL", "jdbc:postgresql://h/d?password=" + secret);
    for (String[] words :
        new String[][] {{"config"}, {"config", "--dev"}, {"check"}, {"serve"}, {"plugins"}}) {
      Installation.Result result = product.run(words);
      assertThat(result.all()).doesNotContain(secret, "0123456789abcdef0123456789abcdef");
    }
  }

  @Test
  void nonsense_on_the_command_line_is_a_usage_error() throws Exception {
    Installation product = product();
    assertThat(product.run("serv").exit()).isEqualTo(1);
    assertThat(product.run("serve", "--nonsense").exit()).isEqualTo(1);
    assertThat(product.run("help").exit()).isZero();
    assertThat(product.run("serve", "--help").exit()).isZero();
    assertThat(product.run("version").out()).contains("0.1.0");
  }

  @Test
  void a_token_holds_the_claims_that_were_typed_letter_by_letter() throws Exception {
    Installation product =
        product().with("SWITCHBOARD_JWT_SECRET", "a-secret-of-this-test-alone-0123456789");
    Installation.Result result =
        product.run("token", "alice", "--claim", "switchboard_calls=*,+*", "--claim=a=b $HOME");
    assertThat(result.exit()).as(result.all()).isZero();
    assertThat(SignedJWT.parse(result.out().strip()).getJWTClaimsSet().getClaims())
        .containsEntry("switchboard_calls", List.of("*", "+*"))
        .containsEntry("a", List.of("b $HOME"));
    assertThat(product.run("token", "alice", "--claim", "iss=me").exit()).isEqualTo(1);
    assertThat(product.run("token", "--help").out()).contains("--claim NAME=VALUE[,VALUE]...");
  }

  @Test
  void problems_of_plugins_are_reported_with_their_files() throws Exception {
    Installation product = product();
    Path plugins = product.folder().resolve("plugins");
    Files.writeString(plugins.resolve("broken.jar"), "this is no jar");
    Files.copy(product.plugin("plugin-sms"), plugins.resolve("plugin-sms-copy.jar"));
    try (var lib = Files.list(product.folder().resolve("lib"))) {
      Path other =
          lib.filter(f -> f.toString().contains("libphonenumber")).findFirst().orElseThrow();
      Files.copy(other, plugins.resolve("no-provider.jar"));
    }
    Installation.Result result = product.run("dev");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.all())
        .contains(
            "broken.jar",
            "no-provider.jar",
            "plugin-sms-copy.jar",
            product.plugin("plugin-sms").getFileName().toString());
  }

  @Test
  void a_port_in_use_is_reported_with_its_setting() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Installation.Result result =
          product().with("SWITCHBOARD_HTTP_PORT", "" + taken.getLocalPort()).run("dev");
      assertThat(result.exit()).isEqualTo(5);
      assertThat(result.all()).contains("SWITCHBOARD_HTTP_PORT", "" + taken.getLocalPort());
    }
  }

  @Test
  void a_data_folder_that_cannot_be_used_is_reported() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Installation.Result result =
        product()
            .with("SWITCHBOARD_DATA", file.toString())
            .with("SWITCHBOARD_JWT_SECRET", "0123456789abcdef0123456789abcdef")
            .run("dev");
    assertThat(result.exit()).isEqualTo(4);
  }

  @Test
  void a_missing_module_is_reported_with_the_file_that_needs_it() throws Exception {
    Installation product = product();
    Path needed = folder.resolve("needed.jar");
    ModuleJar.build(
        needed,
        Map.of("module-info.java", "module com.example.needed {}"),
        "",
        folder.resolve("one"));
    ModuleJar.build(
        product.folder().resolve("plugins/lonely.jar"),
        Map.of("module-info.java", "module com.example.lonely { requires com.example.needed; }"),
        needed.toString(),
        folder.resolve("two"));
    Installation.Result result = product.run("dev");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.all()).contains("lonely.jar", "com.example.needed");
  }

  @Test
  void a_server_in_production_has_no_class_of_the_box() throws Exception {
    Installation product = product().forProduction();
    assertThat(product.run("check").exit()).isZero();
    product.with("SWITCHBOARD_JAVA_OPTS", "-Xlog:class+load:file=" + folder.resolve("classes"));
    try (RunningServer server = product.start("serve")) {
      assertThat(server.stop()).isZero();
    }
    String classes = Files.readString(folder.resolve("classes"));
    assertThat(classes).contains("app.pizoo.switchboard.server.bootstrap.Kernel");
    assertThat(classes).doesNotContain("app.pizoo.switchboard.mock");
  }
}
