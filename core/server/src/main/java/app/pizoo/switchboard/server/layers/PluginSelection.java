package app.pizoo.switchboard.server.layers;

import app.pizoo.switchboard.spi.Plugin;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The operator's choice of plugins.
 *
 * @param folder more plugins, outside the product's folder
 * @param ids the plugins that run; empty for all
 */
public record PluginSelection(Optional<Path> folder, Optional<List<String>> ids) {

  /** All shipped plugins. */
  public static PluginSelection shipped() {
    return new PluginSelection(Optional.empty(), Optional.empty());
  }

  /** Decides about each plugin found; asked for the operator's own plugins first. */
  static final class Choice {
    private final Optional<List<String>> ids;
    private final Set<String> own = new HashSet<>();
    private final Set<String> skipped = new TreeSet<>();

    Choice(PluginSelection selection) {
      this.ids = selection.ids();
    }

    /** For the operator's own plugins: they replace shipped ones with the same id. */
    Predicate<Plugin> own() {
      return plugin -> {
        String id = id(plugin);
        own.add(id);
        return isListed(id);
      };
    }

    Predicate<Plugin> shipped() {
      return plugin -> {
        String id = id(plugin);
        return !own.contains(id) && isListed(id);
      };
    }

    private boolean isListed(String id) {
      boolean listed = id.isEmpty() || ids.isEmpty() || ids.get().contains(id);
      if (!listed) {
        skipped.add(id);
      }
      return listed;
    }

    /** The ids of plugins that are present but not listed, sorted. */
    List<String> skipped() {
      return List.copyOf(skipped);
    }

    /** Empty if the plugin fails, which the catalog reports. */
    private static String id(Plugin plugin) {
      try {
        return plugin.info().id();
      } catch (RuntimeException | LinkageError e) {
        return "";
      }
    }
  }
}
