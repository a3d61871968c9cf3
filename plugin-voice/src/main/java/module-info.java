/** Adds voice calls in the browser and to phones. */
module app.pizoo.switchboard.voice {
  requires static org.jspecify;
  requires app.pizoo.switchboard.spi;
  requires app.pizoo.switchboard.twilio;

  // For tests of the assembled product and for embedding.
  exports app.pizoo.switchboard.voice;

  provides app.pizoo.switchboard.spi.Plugin with
      app.pizoo.switchboard.voice.VoicePlugin;
}
