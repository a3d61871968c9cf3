package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.BoxClock;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TextSocket;
import app.pizoo.switchboard.mock.room.Rooms;
import app.pizoo.switchboard.mock.token.AccessTokens;

/** Where the browser SDK for video rooms connects. */
public final class VideoEdge implements BoxProduct {
  private final Connections connections = new Connections();
  private final RoomSignaling signaling;
  private final BoxClock clock;

  /** Takes the rooms that browsers enter. */
  public VideoEdge(BoxContext context, Rooms rooms, AccessTokens tokens) {
    clock = context.clock();
    signaling = new RoomSignaling(context, rooms, tokens);
    rooms.attach(signaling);
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.socket(
        "/signaling",
        () ->
            new TextSocket(
                socket -> new Connection(socket, connections, signaling, clock), Connection.BEAT));
  }

  @Override
  public void close() {
    connections.all().forEach(Connection::close);
  }
}
