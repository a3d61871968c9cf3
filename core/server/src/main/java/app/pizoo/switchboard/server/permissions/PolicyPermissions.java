package app.pizoo.switchboard.server.permissions;

import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.Permissions;
import app.pizoo.switchboard.spi.http.Caller;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides by the operator's policy. */
public final class PolicyPermissions implements Permissions {
  private static final String EVERYTHING = "*";

  /** Separate from users, so that permission to call every user does not open phone numbers. */
  private static final String EVERY_NUMBER = "+*";

  private final PolicyChoice policy;
  private final PermissionTickets passes;
  private final Optional<BackendPolicy> backend;

  /** Creates the decisions of a policy. */
  public PolicyPermissions(
      PolicyChoice policy, KernelKeys keys, String signingKey, Clock clock, Metrics metrics) {
    this.policy = policy;
    this.passes = new PermissionTickets(keys, clock);
    PolicyMetrics policyMetrics = PolicyMetrics.in(metrics);
    this.backend =
        policy instanceof PolicyChoice.Ask ask
            ? Optional.of(new BackendPolicy(ask.address(), signingKey, clock, policyMetrics))
            : Optional.empty();
  }

  @Override
  public boolean allows(Caller caller, Action action, String target) {
    return switch (policy) {
      case PolicyChoice.Open open -> true;
      case PolicyChoice.Claims claims -> claimsAllow(caller, action, target);
      case PolicyChoice.Ask ask ->
          backend.isPresent() && backend.get().allows(action.name(), caller.subject(), target);
    };
  }

  @Override
  public boolean asksBackend() {
    return backend.isPresent();
  }

  private static boolean claimsAllow(Caller caller, Action action, String target) {
    String everything = target.startsWith("+") ? EVERY_NUMBER : EVERYTHING;
    return action.claim().isEmpty()
        || names(caller.claims().get(action.claim().get()))
            .anyMatch(name -> target.isEmpty() || name.equals(everything) || name.equals(target));
  }

  /** A claim is one name or a list of names. */
  private static Stream<String> names(@Nullable JsonValue claim) {
    return switch (claim) {
      case JsonString one -> Stream.of(one.getString());
      case JsonArray list ->
          list.stream()
              .filter(JsonString.class::isInstance)
              .map(name -> ((JsonString) name).getString());
      case null, default -> Stream.empty();
    };
  }

  @Override
  public Optional<String> ticket(Caller caller, Duration life) {
    return policy instanceof PolicyChoice.Claims
        ? Optional.of(passes.write(caller, life))
        : Optional.empty();
  }

  @Override
  public Caller fromTicket(String subject, Optional<String> ticket) {
    return ticket
        .flatMap(text -> passes.read(subject, text))
        .orElseGet(() -> Caller.named(subject));
  }
}
