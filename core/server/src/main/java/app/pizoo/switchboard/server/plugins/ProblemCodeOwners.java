package app.pizoo.switchboard.server.plugins;

import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Records which module owns which error code and reports codes that two modules claim. */
public final class ProblemCodeOwners {
  static final String KERNEL = "the server";

  private final Map<String, String> owners = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  public ProblemCodeOwners() {
    claim(KERNEL, ProblemCode.generic());
  }

  /** Adds the codes that one module declares. */
  void claim(String owner, List<ProblemCode> codes) {
    for (ProblemCode code : codes) {
      String first = owners.putIfAbsent(code.code(), owner);
      if (first != null) {
        findings.add(new Finding(Finding.Kind.PLUGINS, conflict(code.code(), first, owner)));
      }
    }
  }

  private static String conflict(String code, String first, String second) {
    return first.equals(second)
        ? first + " declares the error code " + code + " twice"
        : first + " and " + second + " both declare the error code " + code + ": keep one of them";
  }

  /** The codes that a module's routes may use: the server's, those of services, and its own. */
  Set<String> usableBy(String file, Set<String> services) {
    Set<String> codes = new TreeSet<>();
    owners.forEach((code, owner) -> {
      if (owner.equals(KERNEL) || owner.equals(file) || services.contains(owner)) {
        codes.add(code);
      }
    });
    return codes;
  }

  /** All codes. */
  Set<String> all() {
    return Set.copyOf(owners.keySet());
  }

  /** The codes that more than one module declares. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }
}
