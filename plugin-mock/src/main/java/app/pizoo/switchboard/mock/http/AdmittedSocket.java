package app.pizoo.switchboard.mock.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import io.helidon.websocket.WsUpgradeException;
import java.util.Optional;

/** Accepts WebSockets that their entrance admits and delegates everything else. */
final class AdmittedSocket implements WsListener {
  private final Entrance entrance;
  private final WsListener listener;

  AdmittedSocket(Entrance entrance, WsListener listener) {
    this.entrance = entrance;
    this.listener = listener;
  }

  @Override
  public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers)
      throws WsUpgradeException {
    if (!entrance.admits(headers)) {
      throw new WsUpgradeException(entrance.refusal());
    }
    return listener.onHttpUpgrade(prologue, headers);
  }

  @Override
  public void onOpen(WsSession session) {
    listener.onOpen(session);
  }

  @Override
  public void onMessage(WsSession session, String text, boolean last) {
    listener.onMessage(session, text, last);
  }

  @Override
  public void onMessage(WsSession session, BufferData buffer, boolean last) {
    listener.onMessage(session, buffer, last);
  }

  @Override
  public void onPing(WsSession session, BufferData buffer) {
    listener.onPing(session, buffer);
  }

  @Override
  public void onPong(WsSession session, BufferData buffer) {
    listener.onPong(session, buffer);
  }

  @Override
  public void onClose(WsSession session, int status, String reason) {
    listener.onClose(session, status, reason);
  }

  @Override
  public void onError(WsSession session, Throwable t) {
    listener.onError(session, t);
  }
}
