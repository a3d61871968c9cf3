package app.pizoo.switchboard.mock;

import app.pizoo.switchboard.mock.box.AccountPage;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.event.EventBus;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.BoxServer;
import app.pizoo.switchboard.mock.inbox.Inbox;
import app.pizoo.switchboard.mock.message.MessagesApi;
import app.pizoo.switchboard.mock.store.Sids;
import app.pizoo.switchboard.mock.verify.VerifyApi;
import app.pizoo.switchboard.mock.webhook.SignedWebhooks;
import app.pizoo.switchboard.spi.StandIn.AppTokens;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Twilio of our own: REST in, signed webhooks out, on this machine's loopback. Safe for all
 * threads.
 */
public final class TwilioBox implements AutoCloseable {
  private final BoxAccount account;
  private final BoxClock clock;
  private final List<BoxProduct> products;
  private final SignedWebhooks webhooks;
  private final Inbox inbox;
  private final Faults faults = new Faults();
  private final BoxServer server;
  private volatile String verificationCode = "123456";

  private TwilioBox(Builder builder) {
    account = builder.account;
    clock = builder.clock == null ? BoxClock.running() : builder.clock;
    EventBus events = new EventBus(clock);
    webhooks = new SignedWebhooks(account.authToken(), clock, events, faults);
    BoxContext context =
        new BoxContext(
            account,
            clock,
            new Sids(new SecureRandom()),
            events,
            webhooks,
            this::address,
            builder.publicUrl);
    inbox = new Inbox(context.events());
    products = products(context, builder);
    BoxRoutes routes = new BoxRoutes();
    products.forEach(product -> product.register(routes));
    server = new BoxServer(builder.port, account, routes, faults);
  }

  private List<BoxProduct> products(BoxContext context, Builder builder) {
    List<BoxProduct> products = new ArrayList<>();
    products.add(new AccountPage(context, builder.appTokens));
    products.add(inbox);
    products.add(new VerifyApi(context, inbox, () -> verificationCode));
    products.add(new MessagesApi(context, inbox, account.from()::equals));
    return List.copyOf(products);
  }

  /** Starts a box with the fixed account; port 0 means any free one. */
  public static TwilioBox start(int port) {
    return builder().port(port).start();
  }

  /** A box that is told how to be. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where it listens. */
  public URI address() {
    return server.address();
  }

  /** Whose Twilio it is. */
  public BoxAccount account() {
    return account;
  }

  /** Its time. */
  public BoxClock clock() {
    return clock;
  }

  /** What a phone number or mail address received, newest first. */
  public List<InboxMessage> inbox(String to) {
    return inbox.messages(Optional.of(to));
  }

  /** Sets the code of all verifications that start from now on; it is 123456 before. */
  public void verificationCode(String code) {
    verificationCode = code;
  }

  /** What goes wrong with requests and webhooks. */
  public Faults faults() {
    return faults;
  }

  @Override
  public void close() {
    server.close();
    clock.close();
    webhooks.close();
    products.forEach(BoxProduct::close);
  }

  /** Says how a box is. */
  public static final class Builder {
    private int port;
    private BoxAccount account = BoxAccount.fixed();
    private @Nullable BoxClock clock;
    private Supplier<Optional<URI>> publicUrl = Optional::empty;
    private Optional<AppTokens> appTokens = Optional.empty();

    private Builder() {}

    /** The port on loopback, 0 (the default) for any free one. */
    public Builder port(int number) {
      port = number;
      return this;
    }

    /** Other credentials than the fixed ones. */
    public Builder account(BoxAccount other) {
      account = other;
      return this;
    }

    /** Another clock; the box closes it. */
    public Builder clock(BoxClock other) {
      clock = other;
      return this;
    }

    /** The address of the server that uses the box; asked when it is needed. */
    public Builder publicUrl(Supplier<Optional<URI>> url) {
      publicUrl = url;
      return this;
    }

    /** Who signs the tokens of {@code /box/login}. */
    public Builder appTokens(Optional<AppTokens> tokens) {
      appTokens = tokens;
      return this;
    }

    /** Starts it. */
    public TwilioBox start() {
      return new TwilioBox(this);
    }
  }
}
