package app.pizoo.switchboard.mock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A raw WebSocket client (RFC 6455) that shows every frame, even after a close frame. */
final class RawWebSocket implements AutoCloseable {
  private final Socket socket;
  private final DataInputStream in;

  private RawWebSocket(Socket socket) throws IOException {
    this.socket = socket;
    in = new DataInputStream(socket.getInputStream());
  }

  static RawWebSocket open(URI server, String path) throws IOException {
    RawWebSocket raw = new RawWebSocket(new Socket(server.getHost(), server.getPort()));
    raw.socket.setSoTimeout(20_000);
    raw.write(
        String.join(
                "\r\n",
                "GET " + path + " HTTP/1.1",
                "Host: " + server.getAuthority(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13",
                "\r\n")
            .getBytes(US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) raw.in.readUnsignedByte());
    }
    return raw;
  }

  /** Sends a masked close frame with status 1000. */
  void sendClose() throws IOException {
    write(new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xe8});
  }

  /** The operation codes of all frames until the server ends the connection. */
  List<Integer> framesUntilEnd() throws IOException {
    List<Integer> codes = new ArrayList<>();
    try {
      while (true) {
        codes.add(in.readUnsignedByte() & 0x0f);
        in.skipNBytes(in.readUnsignedByte());
      }
    } catch (EOFException end) {
      return codes;
    }
  }

  private void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
