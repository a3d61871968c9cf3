/** The listener of server and box: it accepts connections, and bounds slow clients (slowloris). */
module app.pizoo.switchboard.connection {
  requires static org.jspecify;
  requires transitive io.helidon.webserver;
  requires app.pizoo.switchboard.spi;
  requires io.helidon.common;
  requires io.helidon.common.buffers;
  requires io.helidon.common.socket;
  // For the interface by which a connection says that it may be interrupted.
  requires io.helidon.common.task;
  requires io.helidon.http;

  exports app.pizoo.switchboard.connection;
}
