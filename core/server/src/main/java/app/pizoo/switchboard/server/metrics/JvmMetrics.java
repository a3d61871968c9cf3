package app.pizoo.switchboard.server.metrics;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Writes the metrics of the Java run time under Micrometer's names and labels. They are read on
 * request, because loading the beans at start would slow it down.
 */
final class JvmMetrics {
  private static final List<String> LABELS = List.of("area", "id");

  void write(StringBuilder out) {
    memory("jvm_memory_committed_bytes", "Memory committed", MemoryUsage::getCommitted).write(out);
    memory("jvm_memory_max_bytes", "Largest memory allowed, -1 if unbounded", MemoryUsage::getMax)
        .write(out);
    memory("jvm_memory_used_bytes", "Memory in use", MemoryUsage::getUsed).write(out);
    Series processors = new Series.Asked(() -> Runtime.getRuntime().availableProcessors());
    new Family(
            "system_cpu_count",
            "gauge",
            "Processors available",
            List.of(),
            Map.of(List.of(), processors))
        .write(out);
  }

  private static Family memory(String name, String help, ToLongFunction<MemoryUsage> value) {
    Map<List<String>, Series> pools = new LinkedHashMap<>();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      String area = pool.getType() == MemoryType.HEAP ? "heap" : "nonheap";
      double now = value.applyAsLong(pool.getUsage());
      pools.put(List.of(area, pool.getName()), new Series.Asked(() -> now));
    }
    return new Family(name, "gauge", help, LABELS, pools);
  }
}
