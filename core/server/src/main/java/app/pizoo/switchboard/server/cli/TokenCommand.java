package app.pizoo.switchboard.server.cli;

import app.pizoo.switchboard.server.auth.AppTokenSigner;
import app.pizoo.switchboard.server.auth.TokenVerifier;
import app.pizoo.switchboard.server.bootstrap.DevelopmentKey;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.LoadedSettings;
import app.pizoo.switchboard.server.settings.SettingSource;
import app.pizoo.switchboard.server.settings.SettingValues;
import app.pizoo.switchboard.spi.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints an app token for experiments. */
final class TokenCommand implements Command {
  private static final String SCOPE = "--scope";
  private static final String TTL = "--ttl";
  private static final int MAX_TTL_SECONDS = 30 * 24 * 3600;

  @Override
  public String name() {
    return "token";
  }

  @Override
  public String summary() {
    return "print an app token (JWT), for experiments";
  }

  @Override
  public String synopsis() {
    return "SUBJECT [--scope SCOPE]... [--claim NAME=VALUE[,VALUE]...]... [--ttl SECONDS]";
  }

  @Override
  public List<String> details() {
    return List.of(
        "--scope SCOPE  a scope of the token; may be repeated",
        "--claim NAME=VALUE[,VALUE]...  a claim with a list of names, such as"
            + " switchboard_calls=bob,carol; may be repeated",
        "--ttl SECONDS  how long it is valid; 3600 by default",
        "Signed with SWITCHBOARD_JWT_SECRET, or else with the key in the data folder of dev.");
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments parsed =
        Arguments.parse(arguments, List.of(), List.of(SCOPE, ClaimOption.NAME, TTL), 1);
    if (parsed.operands().isEmpty() || parsed.operands().getFirst().isBlank()) {
      throw new UsageException("token needs the SUBJECT, such as: token alice");
    }
    Duration lifetime = lifetime(parsed.values(TTL));
    Map<String, List<String>> claims = ClaimOption.parse(parsed.values(ClaimOption.NAME));
    List<Finding> findings = new ArrayList<>();
    Optional<SettingValues> values = values(terminal, findings);
    if (!findings.isEmpty()) {
      return terminal.report(findings);
    }
    Optional<AppTokenSigner> signer =
        values.flatMap(known -> AppTokenSigner.from(known, Clock.systemUTC()));
    if (signer.isEmpty()) {
      return terminal.report(
          List.of(
              settings(
                  "there is no key to sign with. Run dev once, which creates one, or set"
                      + " SWITCHBOARD_JWT_SECRET. With SWITCHBOARD_JWT_JWKS_URL only the identity"
                      + " provider can sign.")));
    }
    String identity = values.get().get(KernelSettings.JWT_IDENTITY_CLAIM);
    if (claims.containsKey(identity)) {
      throw ClaimOption.cannotSet(identity);
    }
    String token =
        signer.get().mint(parsed.operands().getFirst(), parsed.values(SCOPE), claims, lifetime);
    if (token.length() > TokenVerifier.MAX_LENGTH) {
      throw new UsageException(
          "the token would be longer than the "
              + TokenVerifier.MAX_LENGTH
              + " characters that a server reads; use fewer or shorter scopes and claims");
    }
    terminal.out().println(token);
    return 0;
  }

  private static Duration lifetime(List<String> given) throws UsageException {
    if (given.isEmpty()) {
      return AppTokenSigner.LIFETIME;
    }
    try {
      int seconds = Integer.parseInt(given.getLast());
      if (seconds >= 1 && seconds <= MAX_TTL_SECONDS) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number out of range.
    }
    throw new UsageException(TTL + " needs a whole number of seconds from 1 to " + MAX_TTL_SECONDS);
  }

  /** The kernel's settings only: signing needs no plugin. */
  private static Optional<SettingValues> values(Terminal terminal, List<Finding> findings) {
    LoadedSettings loaded =
        LoadedSettings.load(terminal.home().folder(), terminal.environment(), KernelSettings.all());
    loaded.problems().forEach(text -> findings.add(settings(text)));
    SettingValues values = loaded.values(Mode.DEVELOPMENT, KernelSettings.all(), List.of());
    List.of(KernelSettings.JWT_SECRET, KernelSettings.DATA).stream()
        .filter(setting -> values.has(setting.name()) && values.value(setting.name()).isEmpty())
        .forEach(setting -> findings.add(settings(setting.name() + " is malformed; see config")));
    Optional<Path> data = terminal.home().data(Mode.DEVELOPMENT, values);
    if (data.isEmpty()
        || values.has(KernelSettings.JWT_SECRET.name())
        || values.has(KernelSettings.JWT_JWKS_URL.name())) {
      return Optional.of(values);
    }
    try {
      Optional<SettingSource> key = new DevelopmentKey(data.get()).find();
      return key.map(
          source -> loaded.values(Mode.DEVELOPMENT, KernelSettings.all(), List.of(source)));
    } catch (IOException e) {
      findings.add(
          new Finding(Finding.Kind.STORAGE, "the key of dev in the data folder cannot be read"));
      return Optional.empty();
    }
  }

  private static Finding settings(String text) {
    return new Finding(Finding.Kind.SETTINGS, text);
  }
}
