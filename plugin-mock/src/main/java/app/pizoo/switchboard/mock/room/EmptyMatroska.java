package app.pizoo.switchboard.mock.room;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * Creates a Matroska file without tracks, because the media of rooms never passes through the box.
 */
final class EmptyMatroska {
  private EmptyMatroska() {}

  static byte[] bytes() {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    element(head, "4282", "matroska".getBytes(US_ASCII)); // DocType
    element(head, "4287", new byte[] {4}); // DocTypeVersion
    element(head, "4285", new byte[] {2}); // DocTypeReadVersion
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    element(info, "2AD7B1", new byte[] {0x0F, 0x42, 0x40}); // TimestampScale: a millisecond
    element(info, "4D80", "box".getBytes(US_ASCII)); // MuxingApp
    element(info, "5741", "box".getBytes(US_ASCII)); // WritingApp
    ByteArrayOutputStream segment = new ByteArrayOutputStream();
    element(segment, "1549A966", info.toByteArray()); // Info
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    element(file, "1A45DFA3", head.toByteArray()); // EBML
    element(file, "18538067", segment.toByteArray()); // Segment
    return file.toByteArray();
  }

  private static void element(ByteArrayOutputStream out, String id, byte[] content) {
    out.writeBytes(HexFormat.of().parseHex(id));
    // The highest bit marks a one-byte length; no element here is longer than 126 bytes.
    out.write(0x80 | content.length);
    out.writeBytes(content);
  }
}
