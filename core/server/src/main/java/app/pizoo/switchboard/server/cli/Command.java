package app.pizoo.switchboard.server.cli;

import java.util.List;

/** A command of {@code switchboard}. */
interface Command {
  /** The name of the command. */
  String name();

  /** One line that describes it. */
  String summary();

  /** Its arguments, for the usage line; empty if it has none. */
  default String synopsis() {
    return "";
  }

  /** Further lines of its help. */
  default List<String> details() {
    return List.of();
  }

  /** Runs it and returns the exit code. */
  int run(List<String> arguments, Terminal terminal) throws UsageException;
}
