package app.pizoo.switchboard.mock.box;

import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.spi.DevService.AppTokens;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Serves the account's credentials. Issues app tokens for any identity if the box has the server's
 * signing key.
 */
public final class AccountEndpoint implements BoxProduct {
  private static final int MAX_IDENTITY_LENGTH = 200;
  private static final int MAX_LOGINS = 100;

  private final BoxContext context;
  private final Optional<AppTokens> appTokens;
  private final PerSecondLimiter logins;

  /** Takes the issuer of app tokens, which the kernel passes only in development. */
  public AccountEndpoint(BoxContext context, Optional<AppTokens> appTokens) {
    this.context = context;
    this.appTokens = appTokens;
    logins = new PerSecondLimiter(MAX_LOGINS, context.clock());
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.open("GET", "/box/account", this::account);
    appTokens.ifPresent(
        tokens -> routes.open("POST", "/box/login", request -> login(request, tokens)));
  }

  private BoxResponse account(BoxRequest request) {
    BoxAccount account = context.account();
    return BoxResponse.ok(
        JsonBody.object()
            .put("base_url", context.address().get())
            .put("account_sid", account.accountSid())
            .put("auth_token", account.authToken())
            .put("api_key_sid", account.apiKeySid())
            .put("api_key_secret", account.apiKeySecret())
            .put("voice_application_sid", account.voiceApplicationSid())
            .put("verify_service_sid", account.verifyServiceSid())
            .put("from", account.from())
            .build());
  }

  private BoxResponse login(BoxRequest request, AppTokens tokens) {
    if (!logins.admit()) {
      throw new TwilioError(429, 20429, "Too many requests");
    }
    try {
      String identity = JsonFields.parse(request.body()).text("identity", MAX_IDENTITY_LENGTH);
      return BoxResponse.ok(
          JsonBody.object().put("ok", true).put("token", tokens.mint(identity, List.of())).build());
    } catch (Problem problem) {
      throw new TwilioError(400, 20001, problem.getMessage() == null ? "" : problem.getMessage());
    }
  }
}
