package app.pizoo.switchboard.voice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.spi.http.JsonFields;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a token's claims open, from the token to the call, over real HTTP. */
class VoiceClaimsTest {
  private static final String SECRET = "a secret of the app and this test: 0123";
  private static final String TOKEN = "/api/twilio/voice/token";

  @AutoClose
  private final VoiceFixture voice =
      VoiceFixture.development(
          "SWITCHBOARD_POLICY",
          "claims",
          "SWITCHBOARD_JWT_SECRET",
          SECRET,
          "SWITCHBOARD_DIAL_COUNTRIES",
          "US");

  /** What travels with alice's calls. */
  private String ticket(List<String> calls) throws Exception {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .subject("alice")
            .expirationTime(Date.from(Instant.now().plusSeconds(600)))
            .claim("switchboard_calls", calls)
            .build();
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    token.sign(new MACSigner(SECRET));
    String answer =
        voice.api().post(TOKEN, "{}", "Authorization", "Bearer " + token.serialize()).body();
    JsonObject access = JsonFields.parse(answer.getBytes(UTF_8)).object();
    JsonObject grants =
        JsonFields.parse(
                SignedJWT.parse(access.getString("token")).getPayload().toString().getBytes(UTF_8))
            .object()
            .getJsonObject("grants");
    return grants
        .getJsonObject("voice")
        .getJsonObject("outgoing")
        .getJsonObject("params")
        .getString(IncomingCall.TICKET);
  }

  private String call(String calls, String to) throws Exception {
    String ticket = ticket(List.of(calls.split(" ", -1)));
    return voice.call("client:alice", to, IncomingCall.TICKET, ticket);
  }

  @ParameterizedTest
  @CsvSource({
    "bob,bob",
    "*,bob",
    "+12025550123,+12025550123",
    "+*,+12025550123",
    "* +*,bob",
    "* +*,+12025550123",
    "+*,client:+12025550123"
  })
  void a_claim_opens_what_it_lists(String calls, String to) throws Exception {
    assertThat(call(calls, to)).contains("<Dial");
  }

  @ParameterizedTest
  @CsvSource({
    "bob,carol",
    "*,+12025550123",
    "*,client:+12025550123",
    "* +12025550123,+12025550124",
    "+*,bob"
  })
  void a_claim_opens_nothing_else(String calls, String to) throws Exception {
    assertThat(call(calls, to)).endsWith("<!-- refused: not_permitted -->");
  }

  @Test
  void no_claim_opens_a_country_that_the_operator_did_not_list() throws Exception {
    assertThat(call("+*", "+442079460123")).endsWith("<!-- refused: country -->");
    assertThat(call("+442079460123", "+442079460123")).endsWith("<!-- refused: country -->");
  }
}
