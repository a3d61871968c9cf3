package app.pizoo.switchboard.server.bootstrap;

import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Setting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Finds unmet requirements, and describes each set of names in one sentence. */
public final class RequirementsCheck {
  private final Mode mode;
  private final Predicate<String> present;
  private final Map<String, Setting<?>> declared = new LinkedHashMap<>();
  private final Map<String, Set<String>> reasons = new LinkedHashMap<>();

  /**
   * @param present whether a name has a text, malformed ones included: those are reported elsewhere
   */
  public RequirementsCheck(Mode mode, Collection<Setting<?>> declared, Predicate<String> present) {
    this.mode = mode;
    this.present = present;
    declared.forEach(setting -> this.declared.put(setting.name(), setting));
  }

  /** Adds requirements; those that miss the same names share one sentence. */
  public void add(List<Requirement> requirements) {
    for (Requirement requirement : requirements) {
      List<String> missing = requirement.names().stream().filter(present.negate()).toList();
      switch (requirement.kind()) {
        case ANY -> {
          if (missing.size() == requirement.names().size()) {
            miss(String.join(" or ", missing), requirement.reason());
          }
        }
        case ALL -> missing.forEach(name -> miss(name, requirement.reason()));
        case ALL_IN_PRODUCTION -> {
          if (mode == Mode.PRODUCTION) {
            missing.forEach(name -> miss(name, requirement.reason()));
          }
        }
        case ALL_OR_NONE -> {
          if (missing.size() < requirement.names().size()) {
            missing.forEach(name -> miss(name, requirement.reason()));
          }
        }
      }
    }
  }

  private void miss(String names, String reason) {
    reasons.computeIfAbsent(names, key -> new LinkedHashSet<>()).add(reason);
  }

  /** The names of unset settings. */
  public List<String> missing() {
    return List.copyOf(reasons.keySet());
  }

  /** Describes the unset settings: their purpose, meaning and form. */
  public List<String> problems() {
    return reasons.entrySet().stream()
        .map(entry ->
            entry.getKey()
                + " is not set: needed "
                + String.join("; ", entry.getValue())
                + "."
                + explanation(entry.getKey()))
        .toList();
  }

  private String explanation(String names) {
    StringBuilder text = new StringBuilder();
    for (String name : names.split(" or ", -1)) {
      Setting<?> setting = declared.get(name);
      if (setting != null) {
        text.append(' ');
        if (!name.equals(names)) {
          text.append(name).append(": ");
        }
        text.append(setting.meaning()).append(" Form: ").append(setting.form()).append('.');
      }
    }
    return text.toString();
  }
}
