package io.undercurrent.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import io.undercurrent.dashboard.browser.BrowserPage;
import io.undercurrent.dashboard.browser.Chromium;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.series.kind.StaticTable;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The page under load, for people to look at the figures: 100,000 series, 10,000 readings a second with a forecast and a score each,
 * a page open in Chromium that walks through the list. Not part of the tests, which measure no speed:
 *
 * <pre>{@code ./mvnw test -Dtest=DashboardLoad -Ddashboard.load.seconds=60}</pre>
 */
class DashboardLoad {

    private static final int SERIES = Integer.getInteger("dashboard.load.series", 100_000);
    private static final int PER_SECOND = Integer.getInteger("dashboard.load.readings", 10_000);
    private static final int SECONDS = Integer.getInteger("dashboard.load.seconds", 60);
    private static final int STEPS_A_SECOND = 20;

    /** Counts frames, the longest wait between two of them, and what kept the page busy for more than 50 ms. */
    private static final String WATCH = "window.load = {frames: 0, longest: 0, tasks: 0, taskTime: 0, worstTask: 0};"
            + "new PerformanceObserver((list) => list.getEntries().forEach((task) => { load.tasks++;"
            + " load.taskTime += task.duration; load.worstTask = Math.max(load.worstTask, task.duration); }))"
            + ".observe({type: 'longtask'}); let last = performance.now(); const frame = (now) => { load.frames++;"
            + " load.longest = Math.max(load.longest, now - last); last = now; requestAnimationFrame(frame); };"
            + " requestAnimationFrame(frame); 0";

    @Test
    void keepsUp() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                TestTopics topics = new TestTopics(kafka.bootstrapServers());
                Dashboard dashboard = Dashboard.start(options(kafka));
                Chromium chromium = Chromium.start(Chromium.find().orElseThrow())) {
            TestTopics.create(kafka);
            long start = System.nanoTime();
            for (int i = 0; i < SERIES; i++) {
                topics.day("store-" + i, TestTopics.DAY);
            }
            topics.flush();
            BrowserPage page = chromium.open(dashboard.address(), 1440, 900, false);
            page.await("document.querySelector('#count').textContent.startsWith('"
                    + String.format(Locale.ROOT, "%,d", SERIES) + " ')");
            say("%,d series on the page after %.1f s", SERIES, (System.nanoTime() - start) / 1e9);
            page.evaluate(WATCH);
            run(topics, page, dashboard.address());
        }
    }

    private static DashboardOptions options(EmbeddedKafka kafka) {
        DashboardOptions small = TestTopics.options(kafka, 0);
        return new DashboardOptions(
                small.bootstrapServers(),
                Map.of(),
                small.topics(),
                small.mappings(),
                small.resultsRegistry(),
                small.groups(),
                small.host(),
                0,
                Optional.empty(),
                small.targets(),
                DashboardOptions.DEFAULT_DAYS,
                DashboardOptions.DEFAULT_LOOK_BACK,
                512L << 20,
                Optional.empty(),
                StaticTable.NONE);
    }

    private static void run(TestTopics topics, BrowserPage page, URI address) throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long processor = system.getProcessCpuTime();
        long start = System.nanoTime();
        long sent = 0;
        for (int step = 0; step < SECONDS * STEPS_A_SECOND; step++) {
            for (int i = 0; i < PER_SECOND / STEPS_A_SECOND; i++, sent++) {
                topics.day("store-" + sent % SERIES, TestTopics.DAY + 1 + (int) (sent / SERIES));
            }
            if (step % STEPS_A_SECOND == 0) {
                page.press("PageDown");
                page.evaluate("document.querySelector('#lines').focus()");
            }
            long due = start + (step + 1) * TimeUnit.SECONDS.toNanos(1) / STEPS_A_SECOND;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        }
        topics.flush();
        double seconds = (System.nanoTime() - start) / 1e9;
        double busy = (system.getProcessCpuTime() - processor) / 1e9 / seconds;
        JsonNode load = page.evaluate("load");
        say("%,.0f readings a second for %.0f s", sent / seconds, seconds);
        say("broker, sender and server together: %.2f processors", busy);
        say(
                "page: %.0f frames a second, longest wait %.0f ms, %d long tasks of %.0f ms together, the longest %.0f"
                        + " ms",
                load.get("frames").asDouble() / seconds,
                load.get("longest").asDouble(),
                load.get("tasks").asInt(),
                load.get("taskTime").asDouble(),
                load.get("worstTask").asDouble());
        try (EventStream events = EventStream.open(address, EventStream.view("{}"))) {
            JsonNode status = events.await(update -> update.has("status")).get("status");
            say(
                    "board: %,d series, %,d bytes by its own count, %,d refused, %,d forgotten; topics %s",
                    status.get("series").asInt(),
                    status.get("bytes").asLong(),
                    status.get("refused").asLong(),
                    status.get("forgotten").asLong(),
                    status.get("topics"));
        }
        System.gc();
        Runtime jvm = Runtime.getRuntime();
        say("heap in use after a collection: %,d MiB", (jvm.totalMemory() - jvm.freeMemory()) >> 20);
    }

    private static void say(String text, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, text, arguments));
    }
}
