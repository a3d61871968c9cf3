/** Adds video rooms in the browser. */
module app.pizoo.switchboard.video {
  requires static org.jspecify;
  requires app.pizoo.switchboard.spi;
  requires app.pizoo.switchboard.twilio;

  // For tests of the assembled product and for embedding.
  exports app.pizoo.switchboard.video;

  provides app.pizoo.switchboard.spi.Plugin with
      app.pizoo.switchboard.video.VideoPlugin;
}
