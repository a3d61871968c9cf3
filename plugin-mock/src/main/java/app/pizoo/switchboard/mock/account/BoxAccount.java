package app.pizoo.switchboard.mock.account;

/**
 * The credentials and resources that a box has when it starts.
 *
 * @param accountSid the account, {@code AC…}
 * @param authToken its auth token, which also signs webhooks
 * @param apiKeySid its API key, {@code SK…}
 * @param apiKeySecret the key's secret, which also signs access tokens
 * @param voiceApplicationSid a TwiML application, {@code AP…}
 * @param verifyServiceSid a Verify service, {@code VA…}
 * @param from a phone number of the account, in E.164
 */
public record BoxAccount(
    String accountSid,
    String authToken,
    String apiKeySid,
    String apiKeySecret,
    String voiceApplicationSid,
    String verifyServiceSid,
    String from) {

  /**
   * The default account. Its credentials are always the same, because they only open a server on
   * this machine's loopback interface.
   */
  public static BoxAccount fixed() {
    return new BoxAccount(
        sid("AC"),
        "b0".repeat(16),
        sid("SK"),
        "box-api-key-secret-of-32-letters",
        sid("AP"),
        sid("VA"),
        "+12025550100");
  }

  private static String sid(String prefix) {
    return prefix + "b0c5".repeat(8);
  }

  @Override
  public String toString() {
    return "BoxAccount[" + accountSid + "]";
  }
}
