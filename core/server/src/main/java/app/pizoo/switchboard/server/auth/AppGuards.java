package app.pizoo.switchboard.server.auth;

import app.pizoo.switchboard.server.http.OpenGuard;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.spi.Settings;
import app.pizoo.switchboard.spi.http.Admission;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.Guards;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Request;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The guards that the kernel offers to plugins. */
public final class AppGuards implements Guards {
  private static final String SCHEME = "Bearer ";
  private static final List<ProblemCode> TOKEN_CODES =
      List.of(
          ProblemCode.TOKEN_MISSING,
          ProblemCode.TOKEN_INVALID,
          ProblemCode.TOKEN_EXPIRED,
          ProblemCode.AUTHENTICATION_UNAVAILABLE);
  private static final List<ProblemCode> SERVICE_CODES =
      Stream.concat(TOKEN_CODES.stream(), Stream.of(ProblemCode.SCOPE_MISSING)).toList();

  private final TokenVerifier verifier;
  private final OpenGuard open = new OpenGuard();

  private AppGuards(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  /** Creates the guards from the settings of the app's tokens. */
  public static AppGuards of(Settings settings, Clock clock) {
    ClaimsCheck check =
        new ClaimsCheck(
            settings.find(KernelSettings.JWT_ISSUER),
            settings.find(KernelSettings.JWT_AUDIENCE),
            settings.get(KernelSettings.JWT_IDENTITY_CLAIM),
            clock);
    return new AppGuards(
        settings
            .find(KernelSettings.JWT_JWKS_URL)
            .<TokenVerifier>map(address -> new JwksVerifier(address, check))
            .orElseGet(() ->
                new SharedSecretVerifier(
                    settings.get(KernelSettings.JWT_SECRET),
                    settings.find(KernelSettings.JWT_SECRET_NEXT),
                    check)));
  }

  @Override
  public Guard user() {
    return new TokenGuard("user", TOKEN_CODES, this::caller);
  }

  @Override
  public Guard service(String scope) {
    return new TokenGuard(
        "service:" + scope,
        SERVICE_CODES,
        request -> {
          Caller caller = caller(request);
          if (!caller.scopes().contains(scope)) {
            throw Problem.of(ProblemCode.SCOPE_MISSING, "needed: " + scope);
          }
          return caller;
        });
  }

  @Override
  public Guard open() {
    return open;
  }

  private Caller caller(Request request) {
    List<String> values = request.headers().all("Authorization");
    if (values.isEmpty()) {
      throw Problem.of(ProblemCode.TOKEN_MISSING, "send Authorization: Bearer and a token");
    }
    String value = values.getFirst();
    if (values.size() > 1 || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw ClaimsCheck.invalid("send one Authorization header with a Bearer token");
    }
    return verifier.verify(value.substring(SCHEME.length()).strip());
  }

  private record TokenGuard(
      String name, List<ProblemCode> problemCodes, Function<Request, Caller> check)
      implements Guard {
    @Override
    public Admission admit(Request request) {
      return Admission.of(check.apply(request));
    }
  }
}
