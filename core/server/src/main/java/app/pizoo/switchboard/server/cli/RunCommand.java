package app.pizoo.switchboard.server.cli;

import app.pizoo.switchboard.server.bootstrap.Kernel;
import app.pizoo.switchboard.server.bootstrap.KernelConfig;
import app.pizoo.switchboard.server.bootstrap.Ports;
import app.pizoo.switchboard.server.bootstrap.PreflightChecks;
import app.pizoo.switchboard.server.bootstrap.StartupPlan;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.spi.Mode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the server: {@code dev} and {@code serve}. */
final class RunCommand implements Command {
  private final Mode mode;
  private final ProcessAge age = new ProcessAge();

  RunCommand(Mode mode) {
    this.mode = mode;
  }

  @Override
  public String name() {
    return mode == Mode.DEVELOPMENT ? "dev" : "serve";
  }

  @Override
  public String summary() {
    return mode == Mode.DEVELOPMENT
        ? "run for development: only this machine can connect; missing settings get defaults"
        : "run for production: missing settings are reported, never filled in";
  }

  @Override
  public List<String> details() {
    return List.of(
        "The first SIGTERM or SIGINT starts a graceful shutdown, the second ends the process at"
            + " once.");
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments.parse(arguments, List.of(), List.of(), 0);
    StartupPlan plan = StartupPlan.of(terminal.home(), mode, terminal.environment());
    terminal.log(plan.values());
    if (!plan.findings().isEmpty()) {
      terminal.warn(plan.warnings());
      return failed(plan.findings(), plan, terminal);
    }
    Logger log = System.getLogger(RunCommand.class.getPackageName());
    plan.warnings().forEach(warning -> log.log(Level.WARNING, warning));
    Signals signals = Signals.listen();
    try {
      KernelConfig config = plan.assemble();
      if (mode == Mode.PRODUCTION) {
        Ports.warnings(config.settings()).forEach(text -> log.log(Level.WARNING, text));
      }
      try (Kernel kernel = Kernel.start(config)) {
        if (mode == Mode.DEVELOPMENT) {
          new DevBanner(plan, config, kernel).print(terminal, age);
        }
        log.log(
            Level.INFO,
            "ready after "
                + age.text()
                + ": API on "
                + kernel.api()
                + ", operations on "
                + kernel.operations());
        Optional<List<String>> dead = signals.awaitOr(kernel.death());
        if (dead.isPresent()) {
          return DeadParts.end(dead.get(), log);
        }
        log.log(Level.INFO, "draining: waiting for requests in flight");
        kernel.startDraining();
      }
      log.log(Level.INFO, "stopped");
      return 0;
    } catch (StartFailure e) {
      return failed(e.findings(), plan, terminal);
    }
  }

  /** Reports the findings together with those of the preflight checks. */
  private int failed(List<Finding> findings, StartupPlan plan, Terminal terminal) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(new PreflightChecks(terminal.home(), mode, plan.values()).withPorts());
    return terminal.report(all);
  }
}
