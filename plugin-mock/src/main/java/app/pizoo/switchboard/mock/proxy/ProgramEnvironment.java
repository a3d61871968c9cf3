package app.pizoo.switchboard.mock.proxy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What programs in each language need to reach the box instead of Twilio: where the proxy is, and
 * which authority to trust. Each line is for a POSIX shell.
 */
public final class ProgramEnvironment {
  private static final String LOCAL = "localhost,127.0.0.1,::1";

  private final String host;
  private final int port;
  private final TrustFiles files;

  private ProgramEnvironment(String host, int port, TrustFiles files) {
    this.host = host;
    this.port = port;
    this.files = files;
  }

  /**
   * Writes the files that programs need, beside the authority, which is created if there is none.
   *
   * @param port of the box on loopback
   * @param folder of the authority
   * @throws IOException if a file cannot be written
   */
  public static ProgramEnvironment prepare(int port, Path folder) throws IOException {
    CertificateAuthority authority = new AuthorityFolder(folder).open(Instant.now());
    TrustFiles files = new TrustFiles(folder, authority.certificate());
    files.write();
    return new ProgramEnvironment("127.0.0.1", port, files);
  }

  /** Returns the lines. */
  public List<String> lines() {
    String proxy = "http://" + host + ":" + port;
    List<String> lines = new ArrayList<>();
    lines.add("# For programs that are started in this shell: eval \"$(switchboard box --env)\"");
    lines.add(export("HTTPS_PROXY", proxy));
    lines.add(export("https_proxy", proxy));
    lines.add(export("NO_PROXY", LOCAL));
    lines.add(export("no_proxy", LOCAL));
    lines.add("# Node: Twilio's library reads this variable only, for https too");
    lines.add(export("HTTP_PROXY", proxy));
    lines.add(export("NODE_EXTRA_CA_CERTS", files.certificate()));
    lines.add("# Java");
    lines.add(export("JAVA_TOOL_OPTIONS", javaOptions()));
    lines.add("# Python: Twilio's library trusts what the package certifi names, and nothing else");
    lines.add("export PYTHONPATH=" + quoted(files.python()) + "\"${PYTHONPATH:+:$PYTHONPATH}\"");
    lines.add(export("REQUESTS_CA_BUNDLE", files.bundle()));
    lines.add("# Ruby, Go, .NET");
    lines.add(export("SSL_CERT_FILE", files.bundle()));
    lines.add("# PHP");
    lines.add("export PHP_INI_SCAN_DIR=\"${PHP_INI_SCAN_DIR-}\":" + quoted(files.php()));
    lines.add("# curl");
    lines.add(export("CURL_CA_BUNDLE", files.bundle()));
    lines.add("# Chromium: chromium $CHROMIUM_FLAGS");
    lines.add(export("CHROMIUM_FLAGS", chromiumFlags(proxy)));
    return lines;
  }

  private String javaOptions() {
    return String.join(
        " ",
        "-Dhttps.proxyHost=" + host,
        "-Dhttps.proxyPort=" + port,
        // Java reads quotes in this variable.
        "\"-Djavax.net.ssl.trustStore=" + files.javaStore() + "\"",
        "-Djavax.net.ssl.trustStoreType=PKCS12",
        "-Djavax.net.ssl.trustStorePassword=" + TrustFiles.STORE_PASSWORD);
  }

  /** The exception for the authority's key is made for a profile of its own only. */
  private String chromiumFlags(String proxy) {
    return String.join(
        " ",
        "--user-data-dir=" + files.folder().resolve("chromium"),
        "--proxy-server=" + proxy,
        "--ignore-certificate-errors-spki-list=" + files.spki());
  }

  private static String export(String name, Object value) {
    return "export " + name + "=" + quoted(value);
  }

  private static String quoted(Object value) {
    return "'" + value.toString().replace("'", "'\\''") + "'";
  }
}
