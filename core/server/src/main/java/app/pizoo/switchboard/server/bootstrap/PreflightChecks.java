package app.pizoo.switchboard.server.bootstrap;

import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.settings.Home;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.SettingValues;
import app.pizoo.switchboard.spi.Mode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks files, storage and ports as far as the settings are valid, so that a failed start reports
 * all problems at once. Changes nothing.
 */
public record PreflightChecks(Home home, Mode mode, SettingValues values) {

  /** The checks that can run beside a running server. */
  public List<Finding> withoutPorts() {
    List<Finding> findings = new ArrayList<>(Ports.lookAtTls(values));
    findings.addAll(TrustedAuthorities.look(values));
    Optional<String> url = TrustedAuthorities.databaseUrl(values);
    Optional<Path> data = home.data(mode, values);
    boolean malformed = url.isEmpty() && values.has(KernelSettings.DATABASE_URL.name());
    if ((data.isPresent() || url.isPresent()) && !malformed) {
      findings.addAll(StorageStart.look(url, data, home.drivers()));
    }
    return findings;
  }

  /** All checks. */
  public List<Finding> withPorts() {
    List<Finding> findings = new ArrayList<>(withoutPorts());
    findings.addAll(Ports.look(values));
    return findings;
  }
}
