/** The box: a Twilio emulator that runs as a separate server during development. */
module app.pizoo.switchboard.mock {
  requires static org.jspecify;
  requires app.pizoo.switchboard.spi;
  requires app.pizoo.switchboard.connection;
  requires io.helidon.common.socket;
  requires io.helidon.http;
  requires io.helidon.webserver;
  requires io.helidon.webserver.websocket;
  requires io.helidon.websocket;
  requires org.eclipse.parsson;
  requires com.nimbusds.jose.jwt;
  requires java.net.http;
  requires java.xml;
  requires jakarta.json;

  // For tests: the box as a fixture.
  exports app.pizoo.switchboard.mock;
  exports app.pizoo.switchboard.mock.account;
  exports app.pizoo.switchboard.mock.clock;
  exports app.pizoo.switchboard.mock.fault;
  exports app.pizoo.switchboard.mock.mailbox;
  exports app.pizoo.switchboard.mock.phone;
  exports app.pizoo.switchboard.mock.requestlog;

  provides app.pizoo.switchboard.spi.DevService with
      app.pizoo.switchboard.mock.BoxDevService;
}
