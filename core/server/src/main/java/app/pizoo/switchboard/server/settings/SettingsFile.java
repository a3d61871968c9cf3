package app.pizoo.switchboard.server.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A settings file: lines of {@code KEY=value}, comments and blank lines. No shell reads it; only
 * one pair of quotes around a whole value is special.
 *
 * @param source the valid lines
 * @param problems one sentence for each invalid line, with its number and never its text
 */
public record SettingsFile(SettingSource source, List<String> problems) {
  static final int MAX_BYTES = 64 * 1024;
  private static final Pattern LINE = Pattern.compile("([A-Z][A-Z0-9_]*)\\s*=(.*)");

  public SettingsFile {
    problems = List.copyOf(problems);
  }

  /** Reads a file; a missing file is empty. */
  public static SettingsFile read(Path file, String label) {
    try {
      return parse(text(file), label);
    } catch (NoSuchFileException e) {
      return parse("", label);
    } catch (TooLarge e) {
      return failed(label, TooLarge.MEANING);
    } catch (CharacterCodingException e) {
      return failed(label, "is not text in UTF-8");
    } catch (IOException e) {
      return failed(label, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** Reads a small UTF-8 file. */
  static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new TooLarge();
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }

  static SettingsFile parse(String text, String label) {
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String place = label + " line " + (i + 1) + ": ";
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        problems.add(place + "expected NAME=value, with the name in upper case");
      } else if (texts.putIfAbsent(matcher.group(1), unquoted(matcher.group(2).strip())) != null) {
        problems.add(place + matcher.group(1) + " was already set above");
      }
    }
    return new SettingsFile(new SettingSource(label, texts), problems);
  }

  private static String unquoted(String value) {
    if (value.length() >= 2) {
      char first = value.charAt(0);
      if ((first == '"' || first == '\'') && value.charAt(value.length() - 1) == first) {
        return value.substring(1, value.length() - 1);
      }
    }
    return value;
  }

  /** The file is too large for a settings file. */
  static final class TooLarge extends IOException {
    static final String MEANING = "is larger than " + MAX_BYTES + " bytes";
  }

  private static SettingsFile failed(String label, String what) {
    return new SettingsFile(new SettingSource(label, Map.of()), List.of(label + ": " + what));
  }
}
