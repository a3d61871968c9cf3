/** Timeouts for slow clients (slowloris), shared by the listeners of the server and of the box. */
module app.pizoo.switchboard.connection {
  requires static org.jspecify;
  requires transitive io.helidon.webserver;
  requires io.helidon.common.buffers;
  requires io.helidon.common.socket;
  requires io.helidon.http;

  exports app.pizoo.switchboard.connection;
}
