package app.pizoo.switchboard.bench;

import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills a node again and again, in the middle of signed webhooks and of sends with idempotency
 * keys, and counts what is there afterwards: every acknowledged webhook, and one message for each
 * key.
 */
public final class KillRun {
  private static final int KILLS = 10;
  private static final int WEBHOOKS = 1000;
  private static final int KEYS = 60;
  private static final int AT_ONCE = 16;

  private final TwilioBox box = TwilioBox.start(0);
  private final Path data;
  private final Map<String, String> settings = new ConcurrentHashMap<>();
  private final LedgerClient client;

  private KillRun(TestDatabase database) throws Exception {
    data = Files.createTempDirectory("kill-run");
    int port = freePort();
    settings.putAll(box.settings());
    settings.put("SWITCHBOARD_HTTP_PORT", Integer.toString(port));
    settings.put("SWITCHBOARD_PUBLIC_URL", "http://127.0.0.1:" + port);
    settings.put("SWITCHBOARD_JWT_SECRET", LedgerClient.SECRET);
    settings.put("SWITCHBOARD_COUNTRIES", "all");
    settings.put("SWITCHBOARD_LIMITS", "report");
    database.newUrl().ifPresent(url -> settings.put("SWITCHBOARD_DATABASE_URL", url));
    client = new LedgerClient(port, box.account().authToken());
  }

  /** Runs it on both databases, or on those that are named. */
  public static void main(String[] arguments) throws Exception {
    for (TestDatabase database : TestDatabase.values()) {
      if (arguments.length == 0 || List.of(arguments).contains(database.name())) {
        KillRun run = new KillRun(database);
        System.out.println(database + ": " + run.webhooks());
        System.out.println(database + ": " + run.sends());
        run.box.close();
      }
    }
    System.exit(0);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private LedgerNode node(Duration offset) throws IOException {
    return LedgerNode.start(data, offset, settings);
  }

  private String webhooks() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    AtomicInteger unanswered = new AtomicInteger();
    for (int round = 0; round < KILLS; round++) {
      LedgerNode node = node(Duration.ZERO);
      int killAfter = WEBHOOKS / 5 + round * WEBHOOKS / 2 / KILLS;
      AtomicInteger answers = new AtomicInteger();
      int first = round * WEBHOOKS;
      atOnce(
          WEBHOOKS,
          i -> {
            String sid = "SM%032x".formatted(first + i);
            if (client.tell(sid, "delivered") == 204) {
              acknowledged.add(sid);
              if (answers.incrementAndGet() == killAfter) {
                node.kill();
              }
            } else {
              unanswered.incrementAndGet();
            }
          });
    }
    try (LedgerNode node = node(Duration.ZERO)) {
      Map<String, String> kept = client.messages();
      long lost = acknowledged.stream().filter(sid -> !"delivered".equals(kept.get(sid))).count();
      for (String sid : acknowledged.stream().limit(200).toList()) {
        client.tell(sid, "delivered");
        client.tell(sid, "failed");
      }
      long changed =
          client.messages().entrySet().stream()
              .filter(message -> !message.getValue().equals(kept.get(message.getKey())))
              .count();
      return "%d kills in %d webhooks: %d acknowledged, %d of them lost; %d unanswered, of which %d were kept; 400 late and repeated ones changed %d"
          .formatted(
              KILLS,
              KILLS * WEBHOOKS,
              acknowledged.size(),
              lost,
              unanswered.get(),
              kept.size() - acknowledged.size(),
              changed);
    }
  }

  private String sends() throws Exception {
    List<Integer> open = new ArrayList<>();
    for (int round = 0; round < KILLS; round++) {
      LedgerNode node = node(Duration.ZERO);
      int killAfter = KEYS / 5 + round * KEYS / 2 / KILLS;
      AtomicInteger answers = new AtomicInteger();
      Set<Integer> failed = ConcurrentHashMap.newKeySet();
      int first = round * KEYS;
      atOnce(
          KEYS,
          i -> {
            if (send(first + i) != 200) {
              failed.add(first + i);
            } else if (answers.incrementAndGet() == killAfter) {
              node.kill();
            }
          });
      open.addAll(failed);
    }
    int unanswered = open.size();
    // Later, when Twilio's list is certain to be whole, the node settles what it does not know.
    try (LedgerNode node = node(Duration.ofMinutes(10))) {
      long deadline = System.nanoTime() + Duration.ofMinutes(10).toNanos();
      while (!open.isEmpty() && System.nanoTime() < deadline) {
        open.removeIf(number -> send(number) == 200);
        Thread.sleep(500);
      }
    }
    int messages = 0;
    int doubled = 0;
    for (int number = 0; number < KILLS * KEYS; number++) {
      int found = box.inbox(to(number)).size();
      messages += found;
      doubled += found > 1 ? 1 : 0;
    }
    return "%d kills, %d keys used: %d messages created, %d keys with more than one; %d keys unanswered at first, %d in the end"
        .formatted(KILLS, KILLS * KEYS, messages, doubled, unanswered, open.size());
  }

  private int send(int number) {
    return client.send("key " + number, to(number), "Hello " + number);
  }

  /** None of them is the number that messages come from. */
  private static String to(int number) {
    return "+1303555%04d".formatted(number);
  }

  @FunctionalInterface
  private interface Step {
    void run(int number) throws Exception;
  }

  private static void atOnce(int times, Step step) throws InterruptedException {
    Semaphore room = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < times; i++) {
        int number = i;
        room.acquire();
        threads.execute(() -> {
          try {
            step.run(number);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          } finally {
            room.release();
          }
        });
      }
    }
  }
}
