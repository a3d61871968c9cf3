package app.pizoo.switchboard.spi;

import java.util.List;

/**
 * Declares that settings must have values.
 *
 * <p>In production an unmet requirement is an error. In development a plugin with an unmet
 * requirement is skipped with a notice; for a shared service it is an error too.
 *
 * @param kind how many of the settings need a value
 * @param names settings of this or of other plugins
 * @param reason completes the sentence "… is required": "to send notes"
 */
public record Requirement(Kind kind, List<String> names, String reason) {

  /** How many of the names need a value. */
  public enum Kind {
    /** At least one. */
    ANY,
    /** Every one. */
    ALL,
    /** Every one, in production only. */
    ALL_IN_PRODUCTION,
    /** Every one if any of them has a value. */
    ALL_OR_NONE
  }

  public Requirement {
    names = List.copyOf(names);
  }

  /** At least one of the names needs a value. */
  public static Requirement anyOf(String reason, String... names) {
    return new Requirement(Kind.ANY, List.of(names), reason);
  }

  /** All names need values. */
  public static Requirement allOf(String reason, String... names) {
    return new Requirement(Kind.ALL, List.of(names), reason);
  }

  /** All names need values in production. */
  public static Requirement inProduction(String reason, String... names) {
    return new Requirement(Kind.ALL_IN_PRODUCTION, List.of(names), reason);
  }

  /** All names or none need values. */
  public static Requirement allOrNone(String reason, String... names) {
    return new Requirement(Kind.ALL_OR_NONE, List.of(names), reason);
  }
}
