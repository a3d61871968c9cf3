package app.pizoo.switchboard.mock.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Encodes the values of a certificate (DER, X.690). */
final class Der {
  static final byte[] TRUE = tagged(0x01, new byte[] {(byte) 0xFF});

  private static final int CONTEXT = 0x80;
  private static final int CONSTRUCTED = 0x20;

  /** From this year on times have four digits for the year (RFC 5280, section 4.1.2.5). */
  private static final Instant LONG_TIMES = Instant.parse("2050-01-01T00:00:00Z");

  private static final DateTimeFormatter LONG_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return tagged(0x30, joined(parts));
  }

  static byte[] integer(BigInteger number) {
    return tagged(0x02, number.toByteArray());
  }

  static byte[] octets(byte[] content) {
    return tagged(0x04, content);
  }

  /** A string of bits, of which the last {@code unused} are not part. */
  static byte[] bits(int unused, byte[] content) {
    return tagged(0x03, joined(new byte[] {(byte) unused}, content));
  }

  static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(40 * Integer.parseInt(arcs[0]) + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      int arc = Integer.parseInt(arcs[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arc >> shift != 0) {
          bytes.write(0x80 | (arc >> shift & 0x7F));
        }
      }
      bytes.write(arc & 0x7F);
    }
    return tagged(0x06, bytes.toByteArray());
  }

  static byte[] time(Instant time) {
    String text = LONG_TIME.format(time);
    return time.isBefore(LONG_TIMES)
        ? tagged(0x17, text.substring(2).getBytes(US_ASCII))
        : tagged(0x18, text.getBytes(US_ASCII));
  }

  /** A simple value with a tag of its context, such as a kind of name. */
  static byte[] context(int number, byte[] content) {
    return tagged(CONTEXT | number, content);
  }

  /** Whole values inside a tag of their context. */
  static byte[] contextOf(int number, byte[]... values) {
    return tagged(CONTEXT | CONSTRUCTED | number, joined(values));
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(tag);
    if (content.length < 0x80) {
      bytes.write(content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int sign = length[0] == 0 ? 1 : 0;
      bytes.write(0x80 | (length.length - sign));
      bytes.write(length, sign, length.length - sign);
    }
    bytes.writeBytes(content);
    return bytes.toByteArray();
  }
}
