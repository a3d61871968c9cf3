package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.testing.SignedForm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

/**
 * Prepared requests. A number makes a call or a message of its own; a key is the user or the phone
 * number that it belongs to.
 */
final class Requests {
  static final String KEYS = "/api/auth/verify/keys";
  static final String TOKEN = "/api/twilio/voice/token";
  static final String INCOMING = "/api/twilio/voice/incoming";
  static final String STATUS = "/api/twilio/sms/status";
  static final String START = "/api/auth/verify/start";
  static final String CHECK = "/api/auth/verify/check";
  static final String AUTH_TOKEN = "0".repeat(32);
  static final String SECRET = "0123456789abcdef0123456789abcdef";

  /** So many that each comes back after a while, like an app's. */
  private static final int USERS = 6_000;

  /** Area codes, because numbers must be possible ones. */
  private static final int[] AREAS = {212, 415, 617, 702, 818, 305, 404, 503};

  private Requests() {}

  /** The public keys of proofs, the same for everybody. */
  static byte[] keys() {
    return "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n"
        .formatted(KEYS)
        .getBytes(UTF_8);
  }

  /** A voice token for a user with an app token. */
  static byte[] token(int key) {
    String user = "user%04d".formatted(Math.floorMod(key, USERS));
    return request(
        TOKEN,
        "application/json",
        "Authorization: Bearer " + appToken(user) + "\n",
        "{\"identity\":\"" + user + "\"}");
  }

  static String appToken(String user) {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .subject(user)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)))
                .build());
    try {
      token.sign(new MACSigner(SECRET.getBytes(UTF_8)));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  /** A call from one browser to another one. */
  static byte[] incoming(String url, int number, int key) {
    Map<String, String> form = new HashMap<>();
    form.put("CallSid", "CA%032x".formatted(number));
    form.put("AccountSid", "AC" + AUTH_TOKEN);
    form.put("ApplicationSid", "AP" + AUTH_TOKEN);
    form.put("From", "client:user" + key);
    form.put("Caller", "client:user" + key);
    form.put("To", "client:friend" + key);
    form.put("Called", "");
    form.put("CallStatus", "ringing");
    form.put("Direction", "inbound");
    form.put("ApiVersion", "2010-04-01");
    return signed(url, INCOMING, form);
  }

  /** A message to a phone number that was delivered. */
  static byte[] status(String url, int number, int key) {
    Map<String, String> form = new HashMap<>();
    form.put("MessageSid", "SM%032x".formatted(number));
    form.put("SmsSid", "SM%032x".formatted(number));
    form.put("AccountSid", "AC" + AUTH_TOKEN);
    form.put("MessageStatus", "delivered");
    form.put("SmsStatus", "delivered");
    form.put("To", phone(key));
    form.put("From", "+12025550123");
    form.put("ApiVersion", "2010-04-01");
    return signed(url, STATUS, form);
  }

  static byte[] start(int key) {
    return json(key, START, "{\"phone\":\"%s\"}".formatted(phone(key)));
  }

  /** Checks a code with the handle in the response to a start. */
  static byte[] check(int key, String started) {
    int at = started.indexOf("\"handle\":\"") + 10;
    String handle = at < 10 ? "none" : started.substring(at, started.indexOf('"', at));
    return json(
        key,
        CHECK,
        "{\"phone\":\"%s\",\"code\":\"123456\",\"handle\":\"%s\"}".formatted(phone(key), handle));
  }

  private static String phone(int key) {
    int area = AREAS[Math.floorMod(key, AREAS.length)];
    return "+1%d%07d".formatted(area, 2_000_000 + Math.floorMod(key / AREAS.length, 7_000_000));
  }

  private static byte[] signed(String url, String path, Map<String, String> form) {
    SignedForm signed = SignedForm.of(AUTH_TOKEN, url + path, form);
    return request(
        path,
        "application/x-www-form-urlencoded",
        "X-Twilio-Signature: " + signed.signature() + "\n",
        signed.body());
  }

  /** Every client has its own address, as behind a proxy, because places are bounded by address. */
  private static byte[] json(int key, String path, String body) {
    String address = "10.%d.%d.%d".formatted(key >> 16 & 255, key >> 8 & 255, key & 255);
    return request(path, "application/json", "X-Forwarded-For: " + address + "\n", body);
  }

  private static byte[] request(String path, String type, String headers, String body) {
    return """
    POST %s HTTP/1.1
    Host: 127.0.0.1
    User-Agent: TwilioProxy/1.1
    Accept: */*
    %sContent-Type: %s
    Content-Length: %d

    """
        .formatted(path, headers, type, body.length())
        .replace("\n", "\r\n")
        .concat(body)
        .getBytes(UTF_8);
  }
}
