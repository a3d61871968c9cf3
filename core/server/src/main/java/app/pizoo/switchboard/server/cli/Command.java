package app.pizoo.switchboard.server.cli;

import java.util.List;

/** One of the words behind {@code switchboard}. */
interface Command {
  /** The word. */
  String name();

  /** One line that says what it does. */
  String summary();

  /** How it is called, behind the name; empty if it takes nothing. */
  default String synopsis() {
    return "";
  }

  /** More lines for its help. */
  default List<String> details() {
    return List.of();
  }

  /** Runs it, and gives the exit code. */
  int run(List<String> arguments, Terminal terminal) throws UsageException;
}
