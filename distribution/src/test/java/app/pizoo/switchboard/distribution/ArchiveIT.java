package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive works in any folder. */
class ArchiveIT {
  /** Java then refuses to start when the cache of loaded classes does not fit. */
  private static final String ONLY_WITH_CACHE = "-XX:AOTMode=on";

  /** 60 MiB, and some room for a cache that differs from build to build. */
  private static final long MAX_BYTES = 64_000_000;

  @TempDir Path folder;

  @Test
  void it_holds_no_libraries_of_other_platforms() throws IOException {
    Path archive = Path.of(System.getProperty("switchboard.archive"));
    assertThat(Files.size(archive)).isLessThan(MAX_BYTES);
  }

  private Path unpackAndMove() throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder(
                "tar", "-xzf", System.getProperty("switchboard.archive"), "-C", folder.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    try (Stream<Path> unpacked = Files.list(folder)) {
      Path home = folder.resolve("a path with blanks");
      return Files.move(unpacked.findFirst().orElseThrow(), home);
    }
  }

  @Test
  void moved_into_a_path_with_blanks_it_starts_with_its_cache() throws Exception {
    Path home = unpackAndMove();
    Installation product = Installation.at(home).with("SWITCHBOARD_JAVA_OPTS", ONLY_WITH_CACHE);
    try (RunningServer server = product.start("dev")) {
      Map<String, String> user = Map.of("Authorization", "Bearer " + server.token("user123"));
      assertThat(server.post("/api/twilio/voice/token", "{}", user).statusCode()).isEqualTo(200);
      assertThat(server.stop()).isZero();
    }

    // Or all of this would prove nothing: a run time that is not the one of the cache.
    Files.write(home.resolve("runtime/lib/modules"), new byte[1], StandardOpenOption.APPEND);
    Installation.Result result = product.run("version");
    assertThat(result.exit()).isNotZero();
    assertThat(result.all()).doesNotContain("0.1.0");
  }
}
