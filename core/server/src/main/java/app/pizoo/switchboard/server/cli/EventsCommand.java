package app.pizoo.switchboard.server.cli;

import app.pizoo.switchboard.server.bootstrap.StartupPlan;
import app.pizoo.switchboard.server.bootstrap.StorageStart;
import app.pizoo.switchboard.server.ledger.EventTable;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.Mode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Lists dead letters and replays them. */
final class EventsCommand implements Command {
  private static final String DEV = "--dev";
  private static final String REPLAY = "--replay";
  private static final String ALL = "all";
  private static final int MAX_EVENTS = 1000;

  @Override
  public String name() {
    return "events";
  }

  @Override
  public String summary() {
    return "list dead letters (webhooks that could not be processed), or replay them";
  }

  @Override
  public String synopsis() {
    return "[--replay KEY | --replay all] [--dev]";
  }

  @Override
  public List<String> details() {
    return List.of(
        "--replay KEY  let the server process this event again, within about a second",
        "--replay all  replay all dead letters",
        "--dev         use the data of dev",
        "May run beside the server.");
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments parsed = Arguments.parse(arguments, List.of(DEV), List.of(REPLAY), 0);
    Mode mode = parsed.has(DEV) ? Mode.DEVELOPMENT : Mode.PRODUCTION;
    StartupPlan plan = StartupPlan.of(terminal.home(), mode, terminal.environment());
    terminal.log(plan.values());
    try (Storage storage = StorageStart.beside(plan)) {
      EventTable events = new EventTable(storage);
      if (parsed.values(REPLAY).isEmpty()) {
        list(events, terminal);
        return 0;
      }
      String key = parsed.values(REPLAY).getLast();
      int replayed = events.replay(key.equals(ALL) ? "" : key);
      terminal
          .out()
          .println(replayed + (replayed == 1 ? " event" : " events") + " will be processed again");
      return 0;
    }
  }

  private static void list(EventTable events, Terminal terminal) {
    List<EventTable.DeadLetter> dead = events.deadLetters(MAX_EVENTS);
    if (dead.isEmpty()) {
      terminal.out().println("There are no dead letters.");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("RECEIVED", "PLUGIN", "TOPIC", "ATTEMPTS", "FAILURE", "KEY"));
    dead.forEach(event ->
        rows.add(
            List.of(
                event.receivedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                event.owner(),
                event.topic(),
                Integer.toString(event.attempts()),
                event.error(),
                event.key())));
    terminal.table(rows);
  }
}
