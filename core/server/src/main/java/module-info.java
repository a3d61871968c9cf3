/** The kernel: plugins, settings, routes, guards, storage, limits. It knows no capability. */
module app.pizoo.switchboard.server {
  requires static org.jspecify;
  requires transitive app.pizoo.switchboard.spi;
  requires app.pizoo.switchboard.connection;
  requires io.helidon.webserver;
  // Used by name nowhere: without it the JSON provider is missing at run time.
  requires org.eclipse.parsson;
  requires com.nimbusds.jose.jwt;
  requires java.management;
  // Fetches the published keys of an identity provider.
  requires java.net.http;
  requires com.zaxxer.hikari;
  requires org.snakeyaml.engine;
  requires io.helidon.common.socket;
  requires io.helidon.common.tls;
  requires io.helidon.http;
  requires org.xerial.sqlitejdbc;
  // Where System.Logger ends.
  requires java.logging;
  // Used by name nowhere: through it the connection pool writes into the same log.
  requires org.slf4j.jul;
  // For sun.misc.Signal: the first SIGTERM drains, the second forces; shutdown hooks see no
  // difference.
  requires jdk.unsupported;

  // For tests of plugins: the kernel embedded in another program, and why it did not start.
  exports app.pizoo.switchboard.server.embedded;
  exports app.pizoo.switchboard.server.findings;

  uses app.pizoo.switchboard.spi.Plugin;
  uses app.pizoo.switchboard.spi.SharedService;
  uses app.pizoo.switchboard.spi.DevService;
  // Whichever lies in drivers/.
  uses java.sql.Driver;
}
