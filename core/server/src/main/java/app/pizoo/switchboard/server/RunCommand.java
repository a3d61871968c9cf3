package app.pizoo.switchboard.server;

import app.pizoo.switchboard.server.logging.Logging;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.spi.Mode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

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
        ? "run for development: on this machine only, with whatever is missing filled in"
        : "run for production: nothing is filled in, whatever is missing is listed";
  }

  @Override
  public List<String> details() {
    return List.of(
        "The first SIGTERM or SIGINT lets requests finish, the second ends the process at once.");
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments.parse(arguments, List.of(), List.of(), 0);
    Preparation preparation = Preparation.of(terminal.home(), mode, terminal.environment());
    preparation
        .values()
        .find(KernelSettings.LOG)
        .ifPresent(form -> Logging.install(form, terminal.err()));
    if (!preparation.findings().isEmpty()) {
      terminal.warn(preparation.warnings());
      return failed(preparation.findings(), preparation, terminal);
    }
    Logger log = System.getLogger(RunCommand.class.getPackageName());
    preparation.warnings().forEach(warning -> log.log(Level.WARNING, warning));
    Signals signals = Signals.listen();
    try {
      Assembly assembly = preparation.assemble();
      try (Kernel kernel = Kernel.start(assembly)) {
        if (mode == Mode.DEVELOPMENT) {
          new Welcome(preparation, assembly, kernel).print(terminal, age);
        }
        log.log(
            Level.INFO,
            "ready after "
                + age.text()
                + ": API on "
                + kernel.api()
                + ", operations on "
                + kernel.operations());
        signals.await();
        log.log(Level.INFO, "stopping: requests may finish");
        kernel.giveNotice();
      }
      log.log(Level.INFO, "stopped");
      return 0;
    } catch (StartFailure e) {
      return failed(e.findings(), preparation, terminal);
    }
  }

  /** Whatever else would keep the server from starting is told with it. */
  private int failed(List<Finding> findings, Preparation preparation, Terminal terminal) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(new Surroundings(terminal.home(), mode, preparation.values()).withPorts());
    return terminal.report(all);
  }
}
