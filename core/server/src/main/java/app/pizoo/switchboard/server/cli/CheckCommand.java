package app.pizoo.switchboard.server.cli;

import app.pizoo.switchboard.server.bootstrap.Kernel;
import app.pizoo.switchboard.server.bootstrap.KernelConfig;
import app.pizoo.switchboard.server.bootstrap.Ports;
import app.pizoo.switchboard.server.bootstrap.PreflightChecks;
import app.pizoo.switchboard.server.bootstrap.RateLimiterFactory;
import app.pizoo.switchboard.server.bootstrap.StartupPlan;
import app.pizoo.switchboard.server.bootstrap.StorageStart;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.spi.Mode;
import java.util.ArrayList;
import java.util.List;

/** Runs all checks of {@code serve} without starting it. */
final class CheckCommand implements Command {
  @Override
  public String name() {
    return "check";
  }

  @Override
  public String summary() {
    return "run all checks of serve without starting it";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Opens no port and changes nothing, so it may run beside the server.",
        "Lists pending migrations, and warns if there is no data yet; neither is a failure.");
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments.parse(arguments, List.of(), List.of(), 0);
    StartupPlan plan = StartupPlan.of(terminal.home(), Mode.PRODUCTION, terminal.environment());
    terminal.log(plan.values());
    terminal.warn(plan.warnings());
    List<Finding> findings = new ArrayList<>(plan.findings());
    if (findings.isEmpty()) {
      KernelConfig config = plan.assemble();
      terminal.warn(RateLimiterFactory.warnings(config));
      terminal.warn(Ports.warnings(config.settings()));
      StorageStart.Check check = Kernel.check(config);
      terminal.warn(check.warnings());
      check
          .pendingMigrations()
          .forEach(migration -> terminal.out().println("pending migration: " + migration));
      findings.addAll(check.findings());
      findings.addAll(Ports.lookAtTls(plan.values()));
    } else {
      findings.addAll(
          new PreflightChecks(terminal.home(), Mode.PRODUCTION, plan.values()).withoutPorts());
    }
    if (findings.isEmpty()) {
      terminal.out().println("All checks passed.");
    }
    return terminal.report(findings);
  }
}
