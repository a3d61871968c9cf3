package app.pizoo.switchboard.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.server.settings.Home;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;

/** The main class. */
public final class Main {
  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // UTF-8 independent of the locale: names and log lines can hold any character.
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    Home home = Home.ofProcess();
    Terminal terminal = new Terminal(home, System.getenv(), out, err);
    int exit = new Commands(home).run(List.of(arguments), terminal);
    out.flush();
    // Not standard error: it has no buffer, and if nobody reads it, a flush would wait forever.
    System.exit(exit);
  }
}
