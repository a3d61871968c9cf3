package app.pizoo.switchboard.voice;

import static app.pizoo.switchboard.twilio.IncompleteResponse.require;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.twilio.TwilioClient;
import com.twilio.rest.api.v2010.account.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Client of Twilio's Calls API (2010-04-01), which fetches the state of calls. */
record VoiceGateway(TwilioClient client, KeyedHashes keyedHashes) {
  private static final int MAX_LEGS = 20;

  /** The current legs of a call; empty if Twilio does not know the call. */
  List<StatusEvent> legs(String sid) {
    List<Call> legs = new ArrayList<>();
    client
        .find(rest -> complete(Call.fetcher(sid).fetch(rest)))
        .ifPresent(first -> {
          legs.add(first);
          legs.addAll(
              client.call(rest -> {
                List<Call> dialed = new ArrayList<>();
                Call.reader()
                    .setParentCallSid(sid)
                    .limit(MAX_LEGS)
                    .read(rest)
                    .forEach(leg -> dialed.add(complete(leg)));
                return dialed;
              }));
        });
    return legs.stream().flatMap(leg -> event(leg).stream()).toList();
  }

  private static Call complete(Call leg) {
    require(leg.getSid());
    require(leg.getStatus());
    return leg;
  }

  private Optional<StatusEvent> event(Call leg) {
    return StatusEvent.find(
        leg.getSid(),
        text(leg.getParentCallSid()),
        leg.getStatus().toString(),
        text(leg.getDuration()),
        Party.from(text(leg.getFrom()), keyedHashes),
        Party.of(text(leg.getTo()), keyedHashes));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
