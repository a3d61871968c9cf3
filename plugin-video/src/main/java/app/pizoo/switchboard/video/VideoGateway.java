package app.pizoo.switchboard.video;

import static app.pizoo.switchboard.twilio.IncompleteResponse.require;

import app.pizoo.switchboard.twilio.TwilioClient;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpMethod;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.video.v1.Room;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** Client of Twilio's Video API. */
final class VideoGateway {
  /** A room of this name is in progress (Twilio's error dictionary). */
  private static final int ROOM_EXISTS = 53113;

  private final TwilioClient client;
  private final Supplier<URI> publicUrl;
  private final int size;

  VideoGateway(TwilioClient client, Supplier<URI> publicUrl, int size) {
    this.client = client;
    this.publicUrl = publicUrl;
    this.size = size;
  }

  /** Ensures that a room of this name is in progress; another request may have created it. */
  void ensure(RoomName room) {
    client.call(rest -> {
      create(rest, room);
      return room;
    });
  }

  /**
   * The duration of a completed room, in seconds; empty if the room is in progress or Twilio does
   * not know it.
   */
  Optional<Long> ended(String sid) {
    return client
        .find(rest -> {
          Room room = Room.fetcher(sid).fetch(rest);
          require(room.getStatus());
          return room;
        })
        .filter(room -> room.getStatus() != Room.RoomStatus.IN_PROGRESS)
        .map(room -> room.getDuration() == null ? 0L : room.getDuration().longValue());
  }

  private void create(TwilioRestClient rest, RoomName room) {
    try {
      Room created =
          Room.creator()
              .setUniqueName(room.value())
              .setType(Room.RoomType.GROUP)
              .setMaxParticipants(size)
              .setStatusCallback(URI.create(publicUrl.get() + VideoRoutes.STATUS))
              .setStatusCallbackMethod(HttpMethod.POST)
              .create(rest);
      require(created.getSid());
    } catch (ApiException e) {
      if (e.getCode() == null || e.getCode() != ROOM_EXISTS) {
        throw e;
      }
    }
  }
}
