package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that authors of plugins depend on come with their sources and their documentation. */
class PublishedJarsIT {
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("^public .*(class|interface|record|enum) ", Pattern.MULTILINE);

  @ParameterizedTest
  @ValueSource(strings = {"spi", "fixtures", "testing", "twilio"})
  void each_has_all_sources_and_a_page_for_each_public_type(String module) throws IOException {
    Path folder = RepositoryFiles.ROOT.resolve("core").resolve(module);
    Path sources = folder.resolve("src/main/java");
    List<String> files = new ArrayList<>();
    List<String> pages = new ArrayList<>();
    try (Stream<Path> found = Files.walk(sources)) {
      for (Path file : found.filter(one -> one.toString().endsWith(".java")).toList()) {
        String name = sources.relativize(file).toString();
        files.add(name);
        if (PUBLIC_TYPE.matcher(Files.readString(file)).find()) {
          pages.add(name.replaceAll("java$", "html"));
        }
      }
    }
    assertThat(pages).isNotEmpty();
    assertThat(entries(folder, "sources")).containsAll(files);
    assertThat(entries(folder, "javadoc")).contains("index.html").containsAll(pages);
  }

  @Test
  void the_product_has_neither() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("switchboard.product")))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("core-twilio-"))
          .noneMatch(name -> name.matches(".*-(sources|javadoc)\\.jar"));
    }
  }

  private static Set<String> entries(Path folder, String classifier) throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(folder.resolve("target"), "*-" + classifier + ".jar")) {
      List<Path> found = new ArrayList<>();
      jars.forEach(found::add);
      assertThat(found).as("%s of %s", classifier, folder).hasSize(1);
      try (ZipFile jar = new ZipFile(found.getFirst().toFile())) {
        return jar.stream().map(ZipEntry::getName).collect(Collectors.toSet());
      }
    }
  }
}
