/**
 * What a Switchboard plugin is written against: plugins, routes, guards, settings, storage, limits.
 *
 * <p>No type of the HTTP server, of a vendor's SDK or of a database driver occurs here.
 */
module app.pizoo.switchboard.spi {
  requires static org.jspecify;
  // JSON values are part of the contract: replies are built from them, requests are read as them.
  requires transitive jakarta.json;
  // Rows are read from java.sql result sets; drivers stay out of sight.
  requires transitive java.sql;
  // HttpSender sends its requests.
  requires transitive java.net.http;

  exports app.pizoo.switchboard.spi;
  exports app.pizoo.switchboard.spi.http;
  exports app.pizoo.switchboard.spi.service;
  exports app.pizoo.switchboard.spi.storage;
}
