package app.pizoo.switchboard.server.cli;

import static java.util.stream.Collectors.toSet;

import app.pizoo.switchboard.server.bootstrap.StartupPlan;
import app.pizoo.switchboard.server.bootstrap.StorageStart;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.plugins.SubjectErasure;
import app.pizoo.switchboard.server.storage.KernelSchema;
import app.pizoo.switchboard.server.storage.Migrations;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Plugin;
import java.util.List;
import java.util.Set;

/** Erases everything that is stored about one user, phone number or email address. */
final class EraseCommand implements Command {
  private static final String DEV = "--dev";

  @Override
  public String name() {
    return "erase";
  }

  @Override
  public String summary() {
    return "erase everything that is stored about a user, phone number or email address";
  }

  @Override
  public String synopsis() {
    return "SUBJECT [--dev]";
  }

  @Override
  public List<String> details() {
    return List.of(
        "SUBJECT  a user's identity, a number like +12025550123, or an email address",
        "--dev    use the data of dev",
        "May run beside the server. Other users' records lose the subject too.",
        "Sends with an unknown outcome lose it as soon as the outcome is resolved.");
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments parsed = Arguments.parse(arguments, List.of(DEV), List.of(), 1);
    if (parsed.operands().isEmpty() || parsed.operands().getFirst().isBlank()) {
      throw new UsageException("erase needs the SUBJECT, such as: erase alice");
    }
    String subject = parsed.operands().getFirst();
    Mode mode = parsed.has(DEV) ? Mode.DEVELOPMENT : Mode.PRODUCTION;
    StartupPlan plan = StartupPlan.of(terminal.home(), mode, terminal.environment());
    terminal.log(plan.values());
    try (Storage storage = StorageStart.beside(plan)) {
      SubjectErasure.erase(storage, plan.plugins(), subject)
          .forEach((what, rows) -> terminal.out().println(what + ": " + rows));
      storage.forget();
      return terminal.report(removed(storage, plan.plugins()));
    }
  }

  /** Plugins with tables but without a jar: only their code could erase a subject from them. */
  static List<Finding> removed(Storage storage, List<Plugin> present) {
    Set<String> ids = present.stream().map(plugin -> plugin.info().id()).collect(toSet());
    return Migrations.owners(storage).stream()
        .filter(owner -> !owner.equals(KernelSchema.OWNER) && !ids.contains(owner))
        .map(owner ->
            new Finding(
                Finding.Kind.PLUGINS,
                ("The tables of the removed plugin %s were not erased. Put its jar back and run"
                        + " erase again, or drop its tables and then its rows in"
                        + " switchboard_migrations.")
                    .formatted(owner)))
        .toList();
  }
}
