package io.undercurrent.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The memory of a task manager that runs with the settings of cluster.md among the pages, as the operating system sees it.
 *
 * <p>{@code -Dload.seconds=300} loads it for as long and tells what it finds.
 */
@Timeout(1800)
@EnabledOnOs(OS.LINUX)
@ExtendWith(SessionCluster.Shared.class)
class OffHeapMemoryIT {

    private static final int SHORTEST = 20;
    private static final int SECONDS = Integer.getInteger("load.seconds", SHORTEST);
    private static final int STORES = 4000;
    private static final int MOST_GROWTH_MB = 48;

    @Test
    void staysLevelUnderLoadAndBelowTheSizeOfTheProcess(SessionCluster cluster) throws Exception {
        try (Stores stores = cluster.stores("load.readings", STORES);
                DailyReplay replay = new DailyReplay(stores, 1000)) {
            replay.allow(Integer.MAX_VALUE);
            String job =
                    cluster.flink().submit(stores.runArguments("load", "--parallelism=1", "--checkpoint-interval=1s"));
            try (ForecastMonitor monitor = new ForecastMonitor(cluster.bootstrapServers(), "load.predictions")) {
                // By then all code is compiled that this load needs, and all buffers have their size.
                Await.until("forecasts of ten days", () -> monitor.count() > 10 * STORES);
                List<Long> resident = new ArrayList<>();
                for (int second = 0; second < SECONDS; second++) {
                    resident.add(residentMb(cluster.taskManager().pid()));
                    tell(second, resident.get(second), monitor.count());
                    Thread.sleep(1000);
                }
                long before = median(resident.subList(0, SECONDS / 4));
                long after = median(resident.subList(SECONDS - SECONDS / 4, SECONDS));
                assertTrue(after - before < MOST_GROWTH_MB, "grows: " + resident);
                assertTrue(after < FlinkProcesses.TASK_MANAGER_MB, "above the size of the process: " + resident);
            }
            cluster.flink().rest().cancel(job);
        }
    }

    private static long residentMb(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
            }
        }
        throw new IllegalStateException("expected VmRSS of process " + pid);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static void tell(int second, long residentMb, int forecasts) {
        if (SECONDS > SHORTEST && second % 10 == 0) {
            System.out.printf(Locale.ROOT, "%4d s  %5d MB resident, %,9d forecasts%n", second, residentMb, forecasts);
        }
    }
}
