package app.pizoo.switchboard.testing;

import java.util.List;

/** A server refused to start. */
public final class StartException extends RuntimeException {
  private final List<String> findings;

  StartException(List<String> findings, Throwable cause) {
    super(String.join("\n", findings), cause);
    this.findings = List.copyOf(findings);
  }

  /** Every reason, as the operator reads it. */
  public List<String> findings() {
    return findings;
  }
}
