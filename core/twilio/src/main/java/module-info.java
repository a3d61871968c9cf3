/** The Twilio account: credentials, client, access tokens, webhook signatures, error codes. */
module app.pizoo.switchboard.twilio {
  requires static org.jspecify;
  requires transitive app.pizoo.switchboard.spi;
  // Automatic, named after its file: the reason why this module lives beside the image.
  requires transitive twilio;
  requires com.google.i18n.phonenumbers.libphonenumber;
  requires java.net.http;

  exports app.pizoo.switchboard.twilio;

  provides app.pizoo.switchboard.spi.SharedService with
      app.pizoo.switchboard.twilio.TwilioService;
}
