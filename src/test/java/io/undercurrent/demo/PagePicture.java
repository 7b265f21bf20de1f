package io.undercurrent.demo;

import io.undercurrent.dashboard.browser.BrowserPage;
import io.undercurrent.dashboard.browser.Chromium;
import io.undercurrent.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * Makes the picture of the live page anew, which README and pages show, from some weeks of the demo. Not part of the tests; look at what it
 * has made:
 *
 * <pre>{@code ./mvnw test -Dtest=PagePicture}</pre>
 */
class PagePicture {

    private static final Path PICTURE = Path.of("src/site/markdown/images/live-page.png");
    private static final int DAYS = 72;
    private static final String SERIES = "store-31";
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 1000;

    @Test
    void showsTheLastDay() throws InterruptedException {
        try (Chromium chromium = Chromium.start(Chromium.find().orElseThrow())) {
            DemoOptions options = new DemoOptions(
                    48,
                    DemoOptions.DEFAULT_FROM,
                    OptionalInt.of(DAYS),
                    1,
                    1,
                    DemoOptions.DEFAULT_TRAINING_STEPS,
                    OptionalInt.empty());
            new DemoRun(options, "development", new Photographer(chromium)).run();
        }
    }

    /** Opens the page when there is something to see, and takes the picture on the last day, which the demo waits for. */
    private static final class Photographer implements DemoListener {

        private final Chromium chromium;
        private BrowserPage page;

        Photographer(Chromium chromium) {
            this.chromium = chromium;
        }

        @Override
        public void running(Setting setting) {
            page = chromium.open(setting.page().resolve("#key=" + SERIES + "&target=sales"), WIDTH, HEIGHT, false);
        }

        @Override
        public void dayEnded(DayReport report) {
            if (report.day() == DAYS) {
                page.await("document.querySelector('#key').textContent === '" + SERIES + "'");
                page.await("document.querySelector('#scores').innerText.includes('all series')");
                try {
                    page.screenshot(PICTURE);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        }

        @Override
        public void pageOpened(URI address) {}

        @Override
        public void began(Stage stage) {}

        @Override
        public void trained(TrainingListener.Progress progress) {}

        @Override
        public void told(String line) {}
    }
}
