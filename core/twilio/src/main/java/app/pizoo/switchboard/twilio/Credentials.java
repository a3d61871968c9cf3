package app.pizoo.switchboard.twilio;

/** What requests and access tokens are made with. Prints without the secret. */
record Credentials(String accountSid, String keySid, String keySecret) {
  @Override
  public String toString() {
    return "Credentials[" + accountSid + ", " + keySid + "]";
  }
}
