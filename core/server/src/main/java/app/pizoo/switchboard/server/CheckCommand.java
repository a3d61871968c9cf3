package app.pizoo.switchboard.server;

import app.pizoo.switchboard.spi.Mode;
import java.util.ArrayList;
import java.util.List;

/** Checks everything that {@code serve} would, and starts nothing. */
final class CheckCommand implements Command {
  @Override
  public String name() {
    return "check";
  }

  @Override
  public String summary() {
    return "check everything that serve would, then stop";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Takes no port and changes nothing, so it may run beside the server.",
        "Pending migrations are listed and are no failure.");
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments.parse(arguments, List.of(), List.of(), 0);
    Preparation preparation =
        Preparation.of(terminal.home(), Mode.PRODUCTION, terminal.environment());
    terminal.warn(preparation.warnings());
    List<Finding> findings = new ArrayList<>(preparation.findings());
    if (findings.isEmpty()) {
      StorageStart.Check check = Kernel.check(preparation.assemble());
      check
          .pendingMigrations()
          .forEach(migration -> terminal.out().println("pending migration: " + migration));
      findings.addAll(check.findings());
      findings.addAll(Ports.lookAtTls(preparation.values()));
    } else {
      findings.addAll(
          new Surroundings(terminal.home(), Mode.PRODUCTION, preparation.values()).withoutPorts());
    }
    if (findings.isEmpty()) {
      terminal.out().println("Everything that serve needs is there.");
    }
    return terminal.report(findings);
  }
}
