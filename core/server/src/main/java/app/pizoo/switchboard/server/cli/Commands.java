package app.pizoo.switchboard.server.cli;

import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.plugins.PluginCatalog;
import app.pizoo.switchboard.server.settings.Home;
import app.pizoo.switchboard.server.settings.Spelling;
import app.pizoo.switchboard.spi.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All commands: the server's, and one for each dev service. */
final class Commands {
  private final Home home;
  private final List<Command> own;

  Commands(Home home) {
    this.home = home;
    this.own =
        List.of(
            new RunCommand(Mode.DEVELOPMENT),
            new RunCommand(Mode.PRODUCTION),
            new CheckCommand(),
            new PluginsCommand(),
            new ConfigCommand(),
            new LimitsCommand(),
            new ErrorsCommand(),
            new TokenCommand(),
            new EventsCommand(),
            new EraseCommand(),
            new VersionCommand(),
            new HelpCommand(this));
  }

  /** All commands, without those of dev services that cannot be used. */
  List<Command> all() {
    List<Command> all = new ArrayList<>(own);
    all.addAll(DevServiceCommand.all(PluginCatalog.findDevServices(home)));
    return all;
  }

  /** The command with a name; dev services are loaded only if the server has no such command. */
  Command get(String name) throws UsageException {
    Optional<Command> found = find(own, name);
    if (found.isEmpty()) {
      PluginCatalog parts = PluginCatalog.findDevServices(home);
      found = find(DevServiceCommand.all(parts), name);
      if (found.isEmpty() && !parts.findings().isEmpty()) {
        throw new StartFailure(parts.findings());
      }
    }
    if (found.isPresent()) {
      return found.get();
    }
    List<String> names = all().stream().map(Command::name).toList();
    throw new UsageException("unknown command " + name + Spelling.suggestion(name, names));
  }

  private static Optional<Command> find(List<Command> commands, String name) {
    return commands.stream().filter(command -> command.name().equals(name)).findFirst();
  }

  /** Runs a command line and returns the exit code. */
  int run(List<String> line, Terminal terminal) {
    try {
      if (line.isEmpty()) {
        HelpCommand.overview(terminal.err(), all());
        return 1;
      }
      String name = line.getFirst();
      List<String> rest = line.subList(1, line.size());
      if (name.equals("--help") || name.equals("-h")) {
        return get("help").run(rest, terminal);
      }
      if (name.equals("--version")) {
        return get("version").run(rest, terminal);
      }
      Command command = get(name);
      if (rest.contains("--help")) {
        HelpCommand.one(terminal.out(), command);
        return 0;
      }
      return command.run(rest, terminal);
    } catch (UsageException e) {
      terminal.err().println("switchboard: " + e.getMessage());
      terminal.err().println(help(line.getFirst()));
      return 1;
    } catch (StartFailure e) {
      return terminal.report(e.findings());
    }
  }

  private String help(String name) {
    return find(all(), name)
        .map(command -> "switchboard " + command.name() + " --help prints its options.")
        .orElse("switchboard help lists the commands.");
  }
}
