package app.pizoo.switchboard.server.bootstrap;

import app.pizoo.switchboard.server.layers.LoadedProvider;
import app.pizoo.switchboard.spi.DevService;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.Settings;
import app.pizoo.switchboard.spi.SharedService;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that a start needs, found and checked: what the command line, layers and settings hand to
 * {@link Kernel}.
 *
 * @param mode development or production
 * @param settings checked values
 * @param plugins in the order they start
 * @param services shared services that some plugin uses
 * @param runningDevService a dev service that runs already; the kernel closes it last
 * @param address where the server will be reached; the kernel fills it in once it listens
 * @param data the data folder of the mode
 * @param drivers the folder of database drivers that are not part of the server
 */
public record KernelConfig(
    Mode mode,
    Settings settings,
    List<LoadedProvider<Plugin>> plugins,
    List<LoadedProvider<SharedService>> services,
    Optional<DevService.RunningDevService> runningDevService,
    PublicAddress address,
    Path data,
    Path drivers) {}
