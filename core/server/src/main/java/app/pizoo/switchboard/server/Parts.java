package app.pizoo.switchboard.server;

import app.pizoo.switchboard.server.layers.LayerSearch;
import app.pizoo.switchboard.server.layers.Provided;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SharedService;
import app.pizoo.switchboard.spi.StandIn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the product is made of, with what each part declares, asked once. */
final class Parts {

  /** A part with what it declares. */
  record Part<T>(
      Provided<T> provided,
      PluginInfo info,
      List<Setting<?>> settings,
      List<Requirement> requirements) {

    T provider() {
      return provided.provider();
    }

    String file() {
      return provided.file();
    }
  }

  private final List<Part<Plugin>> plugins = new ArrayList<>();
  private final List<Part<SharedService>> services = new ArrayList<>();
  private final List<Part<StandIn>> standIns = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Setting<?>> declared = new LinkedHashMap<>();

  private Parts() {}

  /** All parts that the product's folder holds for a mode. */
  static Parts find(Home home, Mode mode) {
    return of(LayerSearch.everything(home.folder(), mode == Mode.DEVELOPMENT));
  }

  /** The stand-ins alone. */
  static Parts findStandIns(Home home) {
    return of(LayerSearch.standIns(home.folder()));
  }

  static Parts of(LayerSearch.Found found) {
    Parts parts = new Parts();
    found.problems().forEach(parts::report);
    found
        .services()
        .forEach(p ->
            parts.ask(
                p,
                parts.services,
                SharedService::info,
                SharedService::settings,
                SharedService::requirements));
    found
        .plugins()
        .forEach(
            p -> parts.ask(p, parts.plugins, Plugin::info, Plugin::settings, Plugin::requirements));
    found
        .standIns()
        .forEach(
            p -> parts.ask(p, parts.standIns, StandIn::info, StandIn::settings, s -> List.of()));
    parts.uniqueIds(parts.plugins, "plugin");
    parts.uniqueIds(parts.services, "service");
    parts.uniqueIds(parts.standIns, "stand-in");
    parts.declare();
    return parts;
  }

  private <T> void ask(
      Provided<T> provided,
      List<Part<T>> into,
      Function<T, PluginInfo> info,
      Function<T, List<Setting<?>>> settings,
      Function<T, List<Requirement>> requirements) {
    T provider = provided.provider();
    foreign(
            provided.file(),
            () ->
                new Part<>(
                    provided,
                    info.apply(provider),
                    List.copyOf(settings.apply(provider)),
                    List.copyOf(requirements.apply(provider))))
        .ifPresent(into::add);
  }

  /** Runs code of a part; its failure is a finding. */
  private <T> Optional<T> foreign(String file, Supplier<T> code) {
    try {
      return Optional.of(code.get());
    } catch (RuntimeException | LinkageError e) {
      report(
          file
              + " failed while it was asked what it is: "
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage());
      return Optional.empty();
    }
  }

  private <T> void uniqueIds(List<Part<T>> parts, String kind) {
    Map<String, TreeSet<String>> files = new LinkedHashMap<>();
    parts.forEach(
        part -> files.computeIfAbsent(part.info().id(), id -> new TreeSet<>()).add(part.file()));
    Map<String, Integer> counts = new LinkedHashMap<>();
    parts.forEach(part -> counts.merge(part.info().id(), 1, Integer::sum));
    counts.forEach((id, count) -> {
      if (count > 1) {
        report(
            String.join(" and ", files.getOrDefault(id, new TreeSet<>()))
                + ": more than one "
                + kind
                + " with the id "
                + id
                + "; keep one of them");
      }
    });
  }

  private void declare() {
    Map<String, String> owners = new LinkedHashMap<>();
    KernelSettings.all().forEach(setting -> declare(setting, "the server", owners));
    services.forEach(part -> part.settings().forEach(s -> declare(s, part.file(), owners)));
    plugins.forEach(part -> part.settings().forEach(s -> declare(s, part.file(), owners)));
    standIns.forEach(part -> part.settings().forEach(s -> declare(s, part.file(), owners)));
  }

  private void declare(Setting<?> setting, String owner, Map<String, String> owners) {
    String first = owners.putIfAbsent(setting.name(), owner);
    if (first == null) {
      declared.put(setting.name(), setting);
    } else if (!first.equals(owner)) {
      report(first + " and " + owner + " both declare the setting " + setting.name());
    }
  }

  private void report(String text) {
    findings.add(new Finding(Finding.Kind.PLUGINS, text));
  }

  List<Part<Plugin>> plugins() {
    return plugins;
  }

  List<Part<SharedService>> services() {
    return services;
  }

  List<Part<StandIn>> standIns() {
    return standIns;
  }

  List<Finding> findings() {
    return findings;
  }

  /** All settings, the kernel's first. */
  List<Setting<?>> declared() {
    return List.copyOf(declared.values());
  }
}
