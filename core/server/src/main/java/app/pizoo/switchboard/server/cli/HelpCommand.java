package app.pizoo.switchboard.server.cli;

import java.io.PrintStream;
import java.util.List;

/** Prints the commands and their options. */
final class HelpCommand implements Command {
  private final Commands commands;

  HelpCommand(Commands commands) {
    this.commands = commands;
  }

  @Override
  public String name() {
    return "help";
  }

  @Override
  public String summary() {
    return "print the commands and their options";
  }

  @Override
  public String synopsis() {
    return "[COMMAND]";
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments parsed = Arguments.parse(arguments, List.of(), List.of(), 1);
    if (parsed.operands().isEmpty()) {
      overview(terminal.out(), commands.all());
    } else {
      one(terminal.out(), commands.get(parsed.operands().getFirst()));
    }
    return 0;
  }

  static void overview(PrintStream out, List<Command> all) {
    out.println("Usage: switchboard COMMAND [OPTION]...");
    out.println();
    all.forEach(command -> out.printf("  %-10s%s%n", command.name(), command.summary()));
    out.println();
    out.println("switchboard COMMAND --help prints the options of a command.");
    out.println(
        "Exit codes: 0 success, 1 usage, 2 settings, 3 plugins, 4 storage, 5 address in use,"
            + " 7 a part died.");
  }

  static void one(PrintStream out, Command command) {
    String synopsis = command.synopsis().isEmpty() ? "" : " " + command.synopsis();
    out.println("Usage: switchboard " + command.name() + synopsis);
    out.println();
    out.println("  " + command.summary());
    if (!command.details().isEmpty()) {
      out.println();
      command.details().forEach(line -> out.println("  " + line));
    }
  }
}
