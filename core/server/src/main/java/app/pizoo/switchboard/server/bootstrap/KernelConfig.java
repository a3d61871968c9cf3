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
 * Everything that {@link Kernel} needs to start, already checked.
 *
 * @param mode development or production
 * @param settings checked values
 * @param plugins in start order
 * @param services shared services that some plugin uses
 * @param runningDevService a dev service that already runs; the kernel closes it last
 * @param address the public address; the kernel sets it when it listens
 * @param data the data folder of the mode; empty if the database is PostgreSQL and needs none
 * @param drivers the folder of database drivers that are not part of the server
 */
public record KernelConfig(
    Mode mode,
    Settings settings,
    List<LoadedProvider<Plugin>> plugins,
    List<LoadedProvider<SharedService>> services,
    Optional<DevService.RunningDevService> runningDevService,
    PublicAddress address,
    Optional<Path> data,
    Path drivers) {}
