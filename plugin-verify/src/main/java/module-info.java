/** Adds verification of phone numbers and email addresses by one-time codes. */
module app.pizoo.switchboard.verify {
  requires static org.jspecify;
  requires app.pizoo.switchboard.spi;
  requires app.pizoo.switchboard.twilio;

  // For tests of the assembled product and for embedding.
  exports app.pizoo.switchboard.verify;

  provides app.pizoo.switchboard.spi.Plugin with
      app.pizoo.switchboard.verify.VerifyPlugin;
}
