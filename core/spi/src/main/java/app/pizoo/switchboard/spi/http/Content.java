package app.pizoo.switchboard.spi.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that a response streams, such as a file, of a length that is known beforehand. */
public interface Content {

  /** How many bytes there are. */
  long length();

  /**
   * Opens the bytes from an offset on. The kernel reads them on the request's thread and closes the
   * stream, also when the client goes away.
   */
  InputStream open(long offset) throws IOException;

  /**
   * A file, with the length it has now.
   *
   * @throws IOException if there is no such file
   */
  static Content file(Path file) throws IOException {
    long length = Files.size(file);
    return new Content() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open(long offset) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
          in.skipNBytes(offset);
          return in;
        } catch (IOException e) {
          in.close();
          throw e;
        }
      }
    };
  }
}
