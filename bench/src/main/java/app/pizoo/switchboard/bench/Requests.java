package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.testing.SignedForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Prepared requests. Every number makes one request, and no two of them are alike. */
final class Requests {
  static final String TOKEN = "/api/twilio/voice/token";
  static final String INCOMING = "/api/twilio/voice/incoming";
  static final String STATUS = "/api/twilio/sms/status";
  static final String START = "/api/auth/verify/start";
  static final String CHECK = "/api/auth/verify/check";
  static final String AUTH_TOKEN = "0".repeat(32);

  /** Area codes, because numbers must be possible ones. */
  private static final int[] AREAS = {212, 415, 617, 702, 818, 305, 404, 503};

  private Requests() {}

  static List<byte[]> list(int first, int count, IntFunction<byte[]> made) {
    List<byte[]> all = new ArrayList<>(count);
    for (int i = first; i < first + count; i++) {
      all.add(made.apply(i));
    }
    return all;
  }

  /** A call of a browser; each caller makes ten calls, each to somebody else. */
  static byte[] incoming(String url, int number) {
    Map<String, String> form = new HashMap<>();
    form.put("CallSid", "CA%032x".formatted(number));
    form.put("AccountSid", "AC" + AUTH_TOKEN);
    form.put("ApplicationSid", "AP" + AUTH_TOKEN);
    form.put("From", "client:user" + number);
    form.put("Caller", "client:user" + number);
    form.put("To", "client:friend" + number);
    form.put("Called", "");
    form.put("CallStatus", "ringing");
    form.put("Direction", "inbound");
    form.put("ApiVersion", "2010-04-01");
    return signed(url, INCOMING, form);
  }

  /** A message that was delivered. */
  static byte[] status(String url, int number) {
    Map<String, String> form = new HashMap<>();
    form.put("MessageSid", "SM%032x".formatted(number));
    form.put("SmsSid", "SM%032x".formatted(number));
    form.put("AccountSid", "AC" + AUTH_TOKEN);
    form.put("MessageStatus", "delivered");
    form.put("SmsStatus", "delivered");
    form.put("To", phone(number));
    form.put("From", "+12025550123");
    form.put("ApiVersion", "2010-04-01");
    return signed(url, STATUS, form);
  }

  static byte[] start(int number) {
    return json(number, START, "{\"phone\":\"%s\"}".formatted(phone(number)));
  }

  static byte[] check(int number, String handle) {
    return json(
        number,
        CHECK,
        "{\"phone\":\"%s\",\"code\":\"123456\",\"handle\":\"%s\"}"
            .formatted(phone(number), handle));
  }

  static String phone(int number) {
    int area = AREAS[Math.floorMod(number, AREAS.length)];
    return "+1%d%07d".formatted(area, 2_000_000 + Math.floorMod(number / AREAS.length, 7_000_000));
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
  private static byte[] json(int number, String path, String body) {
    String address = "10.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255);
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
