package app.pizoo.switchboard.server.findings;

import java.util.List;

/** The server cannot start; carries all findings. */
public final class StartFailure extends RuntimeException {
  private final transient List<Finding> findings;

  public StartFailure(List<Finding> findings) {
    super(String.join("\n", findings.stream().map(Finding::text).toList()));
    this.findings = List.copyOf(findings);
  }

  public List<Finding> findings() {
    return findings;
  }
}
