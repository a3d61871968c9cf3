package app.pizoo.switchboard.server;

import app.pizoo.switchboard.server.layers.Provided;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.Settings;
import app.pizoo.switchboard.spi.SharedService;
import app.pizoo.switchboard.spi.StandIn;
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
 * @param standing a stand-in that runs already; the kernel closes it last
 * @param address where the server will be reached; the kernel fills it in once it listens
 * @param data the folder for whatever the server keeps; already the one of the mode
 * @param drivers the folder of database drivers that are not part of the server
 */
record Assembly(
    Mode mode,
    Settings settings,
    List<Provided<Plugin>> plugins,
    List<Provided<SharedService>> services,
    Optional<StandIn.Standing> standing,
    PublicAddress address,
    Path data,
    Path drivers) {}
