/** A Twilio in a box: a server of its own that stands in for Twilio during development. */
module app.pizoo.switchboard.mock {
  requires static org.jspecify;
  requires app.pizoo.switchboard.spi;
  requires io.helidon.webserver;
  requires org.eclipse.parsson;
  requires com.nimbusds.jose.jwt;
  requires java.net.http;
  requires jakarta.json;

  // For tests: the box as a fixture.
  exports app.pizoo.switchboard.mock;

  provides app.pizoo.switchboard.spi.StandIn with
      app.pizoo.switchboard.mock.BoxStandIn;
}
