package app.pizoo.switchboard.spi;

import java.util.regex.Pattern;

/**
 * Identifies a plugin or service.
 *
 * @param id unique lower-case word of at most 32 letters, digits and hyphens
 * @param summary one line about what it adds
 */
public record PluginInfo(String id, String summary) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  public PluginInfo {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not a plugin id: " + id);
    }
  }
}
