/** Adds sending and receiving text messages. */
module app.pizoo.switchboard.sms {
  requires static org.jspecify;
  requires app.pizoo.switchboard.spi;
  requires app.pizoo.switchboard.twilio;

  // For tests of the assembled product and for embedding.
  exports app.pizoo.switchboard.sms;

  provides app.pizoo.switchboard.spi.Plugin with
      app.pizoo.switchboard.sms.SmsPlugin;
}
