package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TextSocket;
import app.pizoo.switchboard.mock.room.Rooms;
import app.pizoo.switchboard.mock.token.AccessTokens;

/** The signaling endpoint of the video SDK. */
public final class VideoSignaling implements BoxProduct {
  private final Connections connections = new Connections();
  private final RoomSignaling signaling;
  private final BoxClock clock;

  /** Takes the rooms that browsers enter. */
  public VideoSignaling(BoxContext context, Rooms rooms, AccessTokens tokens) {
    clock = context.clock();
    signaling = new RoomSignaling(context, rooms, tokens);
    rooms.addListener(signaling);
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.socket(
        "/signaling",
        () ->
            new TextSocket(
                socket -> new TcmpConnection(socket, connections, signaling, clock),
                TcmpConnection.HEARTBEAT));
    routes.socket(
        "/v1/VideoEvents", () -> new TextSocket(InsightsConnection::new, InsightsConnection.PAUSE));
  }

  @Override
  public void close() {
    connections.all().forEach(TcmpConnection::close);
  }
}
