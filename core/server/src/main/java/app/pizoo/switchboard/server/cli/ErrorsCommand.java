package app.pizoo.switchboard.server.cli;

import app.pizoo.switchboard.server.bootstrap.StartupPlan;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** Lists the error codes of the server and of the plugins present. */
final class ErrorsCommand implements Command {
  @Override
  public String name() {
    return "errors";
  }

  @Override
  public String summary() {
    return "list the error codes: HTTP status, title, owner";
  }

  @Override
  public String synopsis() {
    return "";
  }

  @Override
  public List<String> details() {
    return List.of("docs/reference/errors.md describes how a client should handle each.");
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments.parse(arguments, List.of(), List.of(), 0);
    StartupPlan plan = StartupPlan.of(terminal.home(), Mode.PRODUCTION, terminal.environment());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("CODE", "STATUS", "TITLE", "OWNER"));
    add(rows, "server", ProblemCode.generic());
    plan.parts().services().forEach(part -> add(rows, part.info().id(), part.problemCodes()));
    plan.parts().plugins().forEach(part -> add(rows, part.info().id(), part.problemCodes()));
    terminal.table(rows);
    return terminal.report(
        plan.findings().stream().filter(f -> f.kind() == Finding.Kind.PLUGINS).toList());
  }

  private static void add(List<List<String>> rows, String owner, List<ProblemCode> codes) {
    for (ProblemCode code : codes) {
      rows.add(List.of(code.code(), Integer.toString(code.status()), code.title(), owner));
    }
  }
}
