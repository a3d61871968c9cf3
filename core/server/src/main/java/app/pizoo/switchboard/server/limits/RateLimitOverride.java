package app.pizoo.switchboard.server.limits;

import static java.util.stream.Collectors.toMap;

import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimit.Budget;
import app.pizoo.switchboard.spi.RateLimit.Cooldown;
import app.pizoo.switchboard.spi.RateLimit.Distinct;
import app.pizoo.switchboard.spi.RateLimit.Enforcement;
import app.pizoo.switchboard.spi.RateLimit.ExternalRule;
import app.pizoo.switchboard.spi.RateLimit.Lease;
import app.pizoo.switchboard.spi.RateLimit.Measure;
import app.pizoo.switchboard.spi.RateLimit.Window;
import app.pizoo.switchboard.spi.SettingType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operator's override of one rule.
 *
 * @param rule the name of the rule
 * @param off whether the rule is switched off
 * @param count the new count; cooldowns and leases have none
 * @param time the new time
 * @param enforcement whether the rule refuses or only reports
 */
public record RateLimitOverride(
    String rule,
    boolean off,
    Optional<Integer> count,
    Optional<Duration> time,
    Optional<Enforcement> enforcement) {
  private static final String FORM =
      "rule=20, rule=20/10m, rule=20/1h:report, rule=report, rule=off";
  private static final String NAME = "[a-z0-9_.]{1,100}";
  private static final Pattern TEXT =
      Pattern.compile(
          "(?<rule>"
              + NAME
              + ")=(?:(?<off>off)|(?:(?<count>[1-9]\\d{0,6})(?:/(?<time>[1-9]\\d{0,4})(?<unit>[smhd]))?)?"
              + "(?::?(?<mode>report|block))?)");

  /** The type of the setting's items. */
  public static SettingType<RateLimitOverride> type() {
    return SettingType.of(FORM, RateLimitOverride::parse);
  }

  private static RateLimitOverride parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || text.endsWith("=")) {
      throw new IllegalArgumentException("expected " + FORM);
    }
    return new RateLimitOverride(
        parts.group("rule"),
        parts.group("off") != null,
        Optional.ofNullable(parts.group("count")).map(Integer::valueOf),
        Optional.ofNullable(parts.group("time"))
            .map(amount ->
                Duration.parse(
                    (parts.group("unit").equals("d") ? "P" : "PT")
                        + amount
                        + parts.group("unit").toUpperCase(Locale.ROOT))),
        Optional.ofNullable(parts.group("mode"))
            .map(mode -> Enforcement.valueOf(mode.toUpperCase(Locale.ROOT))));
  }

  /** Whether a rate limit of this name can be overridden. */
  public static boolean isName(String text) {
    return text.matches(NAME);
  }

  /** Overrides by the names of their rules; for several of one rule, the last one counts. */
  public static Map<String, RateLimitOverride> byRule(List<RateLimitOverride> changes) {
    return changes.stream()
        .collect(toMap(RateLimitOverride::rule, change -> change, (one, two) -> two));
  }

  /** Explains why this override cannot apply to a rule; empty if it can. */
  public Optional<String> mismatch(RateLimit old) {
    return switch (old.measure()) {
      case Cooldown pauses when count.isPresent() ->
          Optional.of("a cooldown has no count: use report, block or off");
      case ExternalRule watched when count.isPresent() ->
          Optional.of("the plugin measures it and it has no count: use report, block or off");
      case Lease lease when count.filter(number -> number != 1).isPresent() ->
          Optional.of("a lease has one holder: change only its time, such as 1/30m");
      default -> Optional.empty();
    };
  }

  /** The rule with this override applied; empty if it is switched off. */
  public Optional<RateLimit> apply(RateLimit old) {
    if (off) {
      return Optional.empty();
    }
    Measure measure =
        switch (old.measure()) {
          case Window window ->
              new Window(count.orElse(window.count()), time.orElse(window.time()));
          case Budget budget ->
              new Budget(count.orElse(budget.count()), time.orElse(budget.time()));
          case Distinct items ->
              new Distinct(count.orElse(items.count()), time.orElse(items.time()));
          case Cooldown pauses -> pauses;
          case Lease lease -> new Lease(time.orElse(lease.longest()));
          case ExternalRule watched -> watched;
        };
    return Optional.of(
        new RateLimit(
            old.name(), measure, old.scope(), enforcement.orElse(old.enforcement()), old.code()));
  }
}
