package app.pizoo.switchboard.server.plugins;

import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.layers.LayerSearch;
import app.pizoo.switchboard.server.layers.LoadedProvider;
import app.pizoo.switchboard.server.layers.PluginSelection;
import app.pizoo.switchboard.server.settings.Home;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.Spelling;
import app.pizoo.switchboard.spi.DevService;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.PluginInfo;
import app.pizoo.switchboard.spi.Requirement;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.SharedService;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All plugins and services in the product's folders, with their declarations, read once. */
public final class PluginCatalog {

  private final List<CatalogEntry<Plugin>> plugins = new ArrayList<>();
  private final List<CatalogEntry<SharedService>> services = new ArrayList<>();
  private final List<CatalogEntry<DevService>> devServices = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Setting<?>> declared = new LinkedHashMap<>();

  private PluginCatalog() {}

  /** All entries for a mode. */
  public static PluginCatalog find(Home home, PluginSelection selection, Mode mode) {
    PluginCatalog parts =
        of(LayerSearch.everything(home.folder(), selection, mode == Mode.DEVELOPMENT));
    selection.ids().ifPresent(parts::mustHold);
    return parts;
  }

  /** A listed plugin that is not there is a mistake: its routes would be missing silently. */
  private void mustHold(List<String> ids) {
    List<String> running = plugins.stream().map(part -> part.info().id()).toList();
    List<String> known = Stream.concat(running.stream(), skipped.stream()).toList();
    ids.stream()
        .filter(id -> !running.contains(id))
        .forEach(id ->
            report(
                KernelSettings.PLUGINS.name()
                    + ": there is no plugin "
                    + id
                    + Spelling.suggestion(id, known)));
  }

  /** The dev services alone. */
  public static PluginCatalog findDevServices(Home home) {
    return of(LayerSearch.devServices(home.folder()));
  }

  static PluginCatalog of(LayerSearch.Found found) {
    PluginCatalog parts = new PluginCatalog();
    parts.skipped.addAll(found.skipped());
    found.problems().forEach(parts::report);
    found
        .services()
        .forEach(p ->
            parts.ask(
                p,
                parts.services,
                SharedService::info,
                SharedService::settings,
                SharedService::requirements,
                SharedService::problemCodes));
    found
        .plugins()
        .forEach(p ->
            parts.ask(
                p,
                parts.plugins,
                Plugin::info,
                Plugin::settings,
                Plugin::requirements,
                Plugin::problemCodes));
    found
        .devServices()
        .forEach(p ->
            parts.ask(
                p,
                parts.devServices,
                DevService::info,
                DevService::settings,
                s -> List.of(),
                s -> List.of()));
    for (CatalogEntry<Plugin> plugin : parts.plugins) {
      parts.foreign(plugin.file(), plugin.provider()::schema);
      parts.foreign(plugin.file(), plugin.provider()::rateLimits);
    }
    parts.uniqueIds(parts.plugins, "plugin");
    parts.uniqueIds(parts.services, "service");
    parts.uniqueIds(parts.devServices, "dev service");
    parts.declare();
    parts.findings.addAll(parts.codeOwners().findings());
    return parts;
  }

  private <T> void ask(
      LoadedProvider<T> provided,
      List<CatalogEntry<T>> into,
      Function<T, PluginInfo> info,
      Function<T, List<Setting<?>>> settings,
      Function<T, List<Requirement>> requirements,
      Function<T, List<ProblemCode>> problemCodes) {
    T provider = provided.provider();
    foreign(
            provided.file(),
            () ->
                new CatalogEntry<>(
                    provided,
                    info.apply(provider),
                    List.copyOf(settings.apply(provider)),
                    List.copyOf(requirements.apply(provider)),
                    List.copyOf(problemCodes.apply(provider))))
        .ifPresent(into::add);
  }

  /** Runs an entry's code; a failure becomes a finding. */
  private <T> Optional<T> foreign(String file, Supplier<T> code) {
    try {
      return Optional.of(code.get());
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      report(
          "Reading the metadata of "
              + file
              + " failed: "
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage());
      return Optional.empty();
    }
  }

  private <T> void uniqueIds(List<CatalogEntry<T>> parts, String kind) {
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
    devServices.forEach(part -> part.settings().forEach(s -> declare(s, part.file(), owners)));
  }

  private void declare(Setting<?> setting, String owner, Map<String, String> owners) {
    String first = owners.putIfAbsent(setting.name(), owner);
    if (first == null) {
      declared.put(setting.name(), setting);
    } else if (!first.equals(owner)) {
      report(first + " and " + owner + " both declare the setting " + setting.name());
    }
  }

  private ProblemCodeOwners codeOwners() {
    ProblemCodeOwners owners = new ProblemCodeOwners();
    services.forEach(part -> owners.claim(part.file(), part.problemCodes()));
    plugins.forEach(part -> owners.claim(part.file(), part.problemCodes()));
    return owners;
  }

  private void report(String text) {
    findings.add(new Finding(Finding.Kind.PLUGINS, text));
  }

  public List<CatalogEntry<Plugin>> plugins() {
    return plugins;
  }

  /** The ids of plugins that are present, but that the operator did not list. */
  public List<String> skipped() {
    return skipped;
  }

  public List<CatalogEntry<SharedService>> services() {
    return services;
  }

  public List<CatalogEntry<DevService>> devServices() {
    return devServices;
  }

  public List<Finding> findings() {
    return findings;
  }

  /** All settings, the kernel's first. */
  public List<Setting<?>> declared() {
    return List.copyOf(declared.values());
  }
}
