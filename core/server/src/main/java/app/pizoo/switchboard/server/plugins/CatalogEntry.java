package app.pizoo.switchboard.server.plugins;

import app.pizoo.switchboard.server.layers.LoadedProvider;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.util.List;

/**
 * A plugin, shared service or dev service with its declarations, read once.
 *
 * @param <T> the type of the provider
 */
public record CatalogEntry<T>(
    LoadedProvider<T> provided,
    PluginInfo info,
    List<Setting<?>> settings,
    List<Requirement> requirements,
    List<ProblemCode> problemCodes) {

  public T provider() {
    return provided.provider();
  }

  public String file() {
    return provided.file();
  }
}
