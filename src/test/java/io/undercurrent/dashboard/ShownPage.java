package io.undercurrent.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.undercurrent.dashboard.browser.BrowserPage;
import io.undercurrent.dashboard.browser.Chromium;
import io.undercurrent.embedded.EmbeddedKafka;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The page in a browser, fed from a real broker, opened anew for each test, after which it may have shown no error. Broker, page and
 * browser are started once for all classes. Where there is no Chromium the tests are skipped, and say so.
 */
final class ShownPage implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {

    static final String SCRIPT = "<img src=x onerror=\"document.title='broken'\">&amp;";
    static final String OTHER = "visits";
    static final String SCORED_ALONE = "without a reading or a forecast";

    private static final int DAY = TestTopics.DAY;
    private static final int SERIES = 300;

    private Running running;
    private BrowserPage page;

    /** What is started once. */
    private record Running(EmbeddedKafka kafka, TestTopics topics, Dashboard dashboard, Chromium chromium)
            implements AutoCloseable {

        static Running start(Path program) {
            EmbeddedKafka kafka = EmbeddedKafka.start();
            TestTopics.create(kafka);
            TestTopics topics = new TestTopics(kafka.bootstrapServers());
            fill(topics);
            return new Running(kafka, topics, Dashboard.start(TestTopics.options(kafka, 0)), Chromium.start(program));
        }

        private static void fill(TestTopics topics) {
            for (int day = DAY - 10; day <= DAY; day++) {
                for (int i = 0; i < SERIES; i++) {
                    topics.day("store-" + i, day);
                }
                topics.day(SCRIPT, day);
            }
            topics.score(SCORED_ALONE, DAY);
            topics.announce("store-3", DAY + 2);
            for (int i = 0; i < 20; i++) {
                // Another job's, of the same days: its forecasts hide none of those above.
                topics.forecastOf(OTHER, "store-" + i, DAY, 1000 + i);
            }
            topics.unexpected("store-77", DAY - 3, 0, false);
            topics.unexpected("store-77", DAY - 5, 0, false);
            topics.unexpected(SCRIPT, DAY - 3, 0, false);
            topics.reject(
                    SCRIPT, "{\"key\": " + SCRIPT + "\u0007", "not-json", "message: expected JSON, but got " + SCRIPT);
            topics.flush();
        }

        @Override
        public void close() {
            chromium.close();
            dashboard.close();
            topics.close();
            kafka.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> program = Chromium.find();
        assumeTrue(program.isPresent(), "there is no Chromium on the PATH to show the page in");
        running = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Running.class, first -> Running.start(program.get()), Running.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        page = running.chromium().open(address(), 1440, 900, false);
        page.await("document.querySelector('#count').textContent === '302 series'");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (page != null) {
            List<String> errors = page.errors();
            page.close();
            assertEquals(List.of(), errors);
        }
    }

    BrowserPage page() {
        return page;
    }

    Chromium chromium() {
        return running.chromium();
    }

    EmbeddedKafka kafka() {
        return running.kafka();
    }

    TestTopics topics() {
        return running.topics();
    }

    URI address() {
        return running.dashboard().address();
    }

    String text(String selector) {
        return page.evaluate("document.querySelector('" + selector + "').textContent")
                .asText();
    }

    void search(String text) {
        page.press("/");
        page.await("document.activeElement.id === 'search'");
        page.type(text);
    }
}
