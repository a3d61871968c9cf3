package app.pizoo.switchboard.mock.box;

import app.pizoo.switchboard.mock.BoxAccount;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxReply;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.spi.DevService.AppTokens;
import app.pizoo.switchboard.spi.JsonFields;
import app.pizoo.switchboard.spi.Problem;
import jakarta.json.Json;
import java.util.List;
import java.util.Optional;

/** Shows the account, and signs anybody in where the server's key is here. */
public final class AccountPage implements BoxProduct {
  private static final int MAX_IDENTITY_LENGTH = 200;
  private static final int MAX_LOGINS = 100;

  private final BoxContext context;
  private final Optional<AppTokens> appTokens;
  private final PerSecond logins;

  /** Takes the signer of app tokens, which is lent in development only. */
  public AccountPage(BoxContext context, Optional<AppTokens> appTokens) {
    this.context = context;
    this.appTokens = appTokens;
    logins = new PerSecond(MAX_LOGINS, context.clock());
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.open("GET", "/box/account", this::account);
    appTokens.ifPresent(
        tokens -> routes.open("POST", "/box/login", request -> login(request, tokens)));
  }

  private BoxReply account(BoxRequest request) {
    BoxAccount account = context.account();
    return BoxReply.ok(
        Json.createObjectBuilder()
            .add("base_url", context.address().get().toString())
            .add("account_sid", account.accountSid())
            .add("auth_token", account.authToken())
            .add("api_key_sid", account.apiKeySid())
            .add("api_key_secret", account.apiKeySecret())
            .add("voice_application_sid", account.voiceApplicationSid())
            .add("verify_service_sid", account.verifyServiceSid())
            .add("from", account.from())
            .build());
  }

  private BoxReply login(BoxRequest request, AppTokens tokens) {
    if (!logins.admit()) {
      throw new TwilioError(429, 20429, "Too many requests");
    }
    try {
      String identity = JsonFields.parse(request.body()).text("identity", MAX_IDENTITY_LENGTH);
      return BoxReply.ok(
          Json.createObjectBuilder()
              .add("ok", true)
              .add("token", tokens.mint(identity, List.of()))
              .build());
    } catch (Problem problem) {
      throw new TwilioError(400, 20001, problem.getMessage() == null ? "" : problem.getMessage());
    }
  }
}
