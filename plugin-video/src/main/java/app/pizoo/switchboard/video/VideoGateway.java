package app.pizoo.switchboard.video;

import app.pizoo.switchboard.twilio.TwilioClient;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpMethod;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.video.v1.Room;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** Speaks to Twilio's Video API. */
final class VideoGateway {
  /** A room of this name is in progress (Twilio's error dictionary). */
  private static final int ROOM_EXISTS = 53113;

  private static final int NOT_FOUND = 20404;

  private final TwilioClient client;
  private final Supplier<URI> publicUrl;
  private final int size;

  VideoGateway(TwilioClient client, Supplier<URI> publicUrl, int size) {
    this.client = client;
    this.publicUrl = publicUrl;
    this.size = size;
  }

  /** Makes sure that a room of this name is in progress; somebody else may be first. */
  void ensure(RoomName room) {
    client.call(rest -> {
      create(rest, room);
      return room;
    });
  }

  /** How long a room was in progress, in seconds; empty while it is, or if Twilio forgot it. */
  Optional<Long> ended(String sid) {
    return client.call(rest -> {
      try {
        Room room = Room.fetcher(sid).fetch(rest);
        return room.getStatus() == Room.RoomStatus.IN_PROGRESS
            ? Optional.<Long>empty()
            : Optional.of(room.getDuration() == null ? 0L : room.getDuration().longValue());
      } catch (ApiException e) {
        if (e.getCode() != null && e.getCode() == NOT_FOUND) {
          return Optional.<Long>empty();
        }
        throw e;
      }
    });
  }

  private void create(TwilioRestClient rest, RoomName room) {
    try {
      Room.creator()
          .setUniqueName(room.value())
          .setType(Room.RoomType.GROUP)
          .setMaxParticipants(size)
          .setStatusCallback(URI.create(publicUrl.get() + VideoRoutes.STATUS))
          .setStatusCallbackMethod(HttpMethod.POST)
          .create(rest);
    } catch (ApiException e) {
      if (e.getCode() == null || e.getCode() != ROOM_EXISTS) {
        throw e;
      }
    }
  }
}
