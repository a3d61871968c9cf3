package app.pizoo.switchboard.connection;

/** Decides what a proxy does with a client that asks for a tunnel. */
public interface ConnectHandler {
  /**
   * Handles one {@code CONNECT} and the tunnel after it; the connection closes when it returns.
   * Called on the connection's virtual thread; may block.
   *
   * @param host name or IP address as the client wrote it, IPv6 addresses in brackets
   * @param port from 1 to 65535
   */
  void connect(String host, int port, Tunnel tunnel) throws InterruptedException;
}
