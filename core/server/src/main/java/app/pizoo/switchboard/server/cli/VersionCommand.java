package app.pizoo.switchboard.server.cli;

import java.util.List;

/** Prints the version. */
final class VersionCommand implements Command {
  @Override
  public String name() {
    return "version";
  }

  @Override
  public String summary() {
    return "print the version";
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments.parse(arguments, List.of(), List.of(), 0);
    terminal.out().println("Switchboard " + Version.text() + " (Java " + Runtime.version() + ")");
    return 0;
  }
}
