package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.call.DeviceCalls;
import app.pizoo.switchboard.mock.call.Devices;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TextSocket;
import app.pizoo.switchboard.mock.token.AccessTokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The signaling endpoint of the voice SDK: PStream 1.6 over WebSocket. */
public final class VoiceSignaling implements BoxProduct {
  static final String PATH = "/signal";

  /** The SDK drops a connection after 15 seconds of silence. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private final VoiceContext context;
  private final Set<VoiceClient> clients = ConcurrentHashMap.newKeySet();

  /** Takes the faults to inject into connections, who can be called, and who carries calls out. */
  public VoiceSignaling(
      BoxContext box, Faults faults, AccessTokens tokens, Devices devices, DeviceCalls calls) {
    context =
        new VoiceContext(
            box,
            faults,
            tokens,
            devices,
            calls,
            new SilentMedia(new SecureRandom()),
            new ConcurrentHashMap<>());
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.socket(PATH, () -> new TextSocket(this::client, HEARTBEAT));
    context.faults().watch(() -> clients.forEach(VoiceClient::applyFault));
  }

  private VoiceClient client(TextSocket socket) {
    return new VoiceClient(context, socket, clients);
  }
}
