package io.undercurrent.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.dashboard.browser.BrowserPage;
import io.undercurrent.dashboard.web.AccessToken;
import io.undercurrent.series.kind.StaticTable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page shows of a series and of the job, and how it fits windows large and small. */
class DashboardPageTest {

    private static final int DAY = TestTopics.DAY;
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;

    @RegisterExtension
    private static final ShownPage shown = new ShownPage();

    private BrowserPage page;

    @BeforeEach
    void take() {
        page = shown.page();
    }

    @Test
    void showsTheFirstSeriesWithItsForecast() {
        page.await("document.querySelectorAll('.fan.newest .band').length === 2");
        assertTrue(shown.text("#facts").contains("gru48@1f3c9a"), shown.text("#facts"));
        assertFalse(page.evaluate("document.querySelector('.actual').getAttribute('d')")
                .asText()
                .isEmpty());
        page.await("document.querySelector('#scores').textContent.includes('0.500')");
        assertTrue(shown.text("#scores").contains("50 % less"), shown.text("#scores"));
        page.await("document.querySelector('#tiles').textContent.includes('50 % less')");
    }

    @Test
    void keysAreTextWhateverTheyHold() {
        shown.search("onerror");
        page.await("document.querySelector('#count').textContent === '1 series'");
        page.press("Enter");
        page.await("document.querySelector('#key').textContent.includes('onerror')");
        assertEquals(ShownPage.SCRIPT, shown.text("#key"));
        assertEquals(ShownPage.SCRIPT, shown.text(".line bdi"));
        page.await("document.querySelector('.reason') !== null");
        page.evaluate("document.querySelector('#rejected').scrollIntoView()");
        page.await("document.querySelector('#messages pre') !== null");
        assertEquals("{\"key\": " + ShownPage.SCRIPT + "\u2407", shown.text("#messages pre"));
        assertEquals("in, partition 1, offset 17", shown.text("#messages .head .quiet"));
        assertEquals(
                0,
                page.evaluate("document.querySelectorAll('img[src=x]').length").asInt());
        assertEquals("Undercurrent", page.evaluate("document.title").asText());
    }

    @Test
    void showsNoChartOfAnotherSeriesWhereThereIsNothingToDraw() {
        page.await("document.querySelector('.chart svg').getAttribute('aria-label') !== null");
        page.await("document.querySelector('#readout').textContent !== ''");
        shown.search("without");
        page.press("Enter");
        page.await("document.querySelector('#key').textContent === '" + ShownPage.SCORED_ALONE + "'");
        assertEquals("", shown.text("#readout"));
        String drawing = "document.querySelector('.chart svg')";
        assertEquals(
                "hidden",
                page.evaluate("getComputedStyle(" + drawing + ").visibility").asText());
        assertFalse(page.evaluate(drawing + ".hasAttribute('aria-label')").asBoolean());
        page.evaluate("document.querySelector('#chart').focus()");
        page.press("ArrowLeft");
        assertEquals("", shown.text("#readout"));
        shown.search("store-7");
        page.press("Enter");
        page.await("document.querySelector('#readout').textContent !== ''");
        assertEquals(
                "visible",
                page.evaluate("getComputedStyle(" + drawing + ").visibility").asText());
    }

    /** Updates of all else go on, so that silence about the series is told apart from an answer. */
    @Test
    void saysThatASeriesLoadsUntilTheServerHasAnswered() {
        page.await("document.querySelector('#key').textContent !== ''");
        page.call("Network.enable", Map.of());
        page.call("Network.setBlockedURLs", Map.of("urls", List.of("*/view?page=*")));
        page.evaluate("location.hash = 'key=store-5'");
        page.await("!document.querySelector('#empty').hidden");
        assertEquals("Loading this series", shown.text("#empty"));
        page.call("Network.setBlockedURLs", Map.of("urls", List.of()));
        page.evaluate("location.hash = 'key=store-5&target=sales'");
        page.await("document.querySelector('#empty').hidden");
        assertEquals("store-5", shown.text("#key"));
        page.evaluate("location.hash = 'key=nowhere'");
        page.await("document.querySelector('#empty h2').textContent === 'Waiting for this series'");
        assertEquals("Nothing has come of it yet.", shown.text("#empty p"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CATCHING_UP | 0 | '' | Loading this series,The page still reads the topics",
                "LIVE        | 9 | '' | Waiting for this series,Memory is full",
                "LIVE        | 0 | no broker answers | Kafka cannot be reached,no broker answers, since ",
            })
    void saysWhyASeriesIsNotKnown(String progress, int refused, String problem, String said) {
        String status = "{ problem: '%s', problemSince: 0, refused: %d, series: 1, topics: [{ progress: '%s' }] }"
                .formatted(problem, refused, progress);
        String text = page.evaluate("import('./empty.js').then(({ emptyPanel }) => emptyPanel('store-5', true, "
                        + status + ").join())")
                .asText();
        assertTrue(text.startsWith(said), text);
    }

    @Test
    void comparesWithAnEarlierForecast() {
        page.await("Number(document.querySelector('#origin').max) >= 10");
        page.evaluate("document.querySelector('#origin').focus()");
        page.press("ArrowLeft");
        page.press("ArrowLeft");
        page.press("ArrowLeft");
        page.await("document.querySelector('.fan.earlier').getAttribute('display') === null");
        page.await("document.querySelector('#origin-text').textContent.includes('3 days before the newest')");
        page.press("End");
        page.await("document.querySelector('.fan.earlier').getAttribute('display') === 'none'");
    }

    @Test
    void readsTheChartDayByDay() {
        page.await("document.querySelector('#readout').textContent.includes('forecast')");
        page.evaluate("document.querySelector('#chart').focus()");
        page.press("ArrowLeft");
        page.await("document.querySelector('#readout').textContent.includes('actual')");
        String day = shown.text("#readout .day");
        page.press("ArrowLeft");
        page.await("document.querySelector('#readout .day').textContent !== '" + day + "'");
    }

    @Test
    void showsWhatComesAsItComes() {
        shown.search("store-7");
        page.press("Enter");
        page.await("document.querySelector('#key').textContent === 'store-7'");
        String before = shown.text("#facts");
        shown.topics().day("store-7", DAY + 1);
        shown.topics().flush();
        page.await("document.querySelector('#facts').textContent !== '" + before + "'");
    }

    @Test
    void showsEachTargetWithItsOwnSeries() {
        page.await("document.querySelector('#target').options.length === 2");
        shown.search("store-3");
        page.press("Enter");
        page.await("document.querySelector('#key').textContent === 'store-3'");
        assertEquals("sales", shown.text("#of"));
        page.press("/");
        page.press("Escape");
        page.await("document.querySelectorAll('.fan.newest .band').length === 2");
        page.evaluate("const chooser = document.querySelector('#target'); chooser.value = '" + ShownPage.OTHER
                + "'; chooser.dispatchEvent(new Event('change'))");
        page.await("document.querySelector('#count').textContent === '20 series'");
        page.await("document.querySelector('#of').textContent === '" + ShownPage.OTHER + "'");
        page.await("document.querySelector('#facts').textContent.includes('other@1')");
        assertTrue(page.evaluate("location.hash").asText().contains("target=" + ShownPage.OTHER));
    }

    @Test
    void showsPromotionsOfThePastAndAhead() {
        shown.search("store-3");
        page.press("Enter");
        page.await("document.querySelector('#key').textContent === 'store-3'");
        page.await("document.querySelectorAll('.flags .mark').length === 12");
        assertEquals("promotion", shown.text("#flags"));
        assertTrue(page.evaluate("document.querySelector('.chart svg').getAttribute('aria-label')")
                .asText()
                .endsWith(", promotion on 1 day ahead"));
        page.evaluate("document.querySelector('#chart').focus()");
        page.press("ArrowRight");
        page.press("ArrowRight");
        page.await("document.querySelector('#readout .flag')?.textContent === 'promotion'");
        // In the order in which it is read, also where a part had no name before.
        assertTrue(shown.text("#readout").contains("forecast "), shown.text("#readout"));
        page.press("ArrowRight");
        page.await("document.querySelector('#readout .flag') === null");
    }

    @Test
    void looksAsFarBackAsIsChosen() {
        page.await("document.querySelector('#range').options.length === 2");
        assertEquals("30 daysall 60 days kept", shown.text("#range"));
        page.evaluate("const range = document.querySelector('#range'); range.value = '30';"
                + " range.dispatchEvent(new Event('change'))");
        try (BrowserPage again = shown.chromium().open(shown.address(), WIDTH, HEIGHT, false)) {
            again.await("document.querySelector('#range').value === '30'");
            again.evaluate("localStorage.removeItem('undercurrent-days')");
        }
    }

    @Test
    void tellsTheJobApartFromThePage() {
        page.await("document.querySelector('#connection').textContent === 'page connected'");
        shown.topics().day("store-9", DAY);
        shown.topics().flush();
        page.await("document.querySelector('.tile').textContent.startsWith('jobrunning')");
        page.await("document.querySelector('#tiles').textContent.includes('newest ')");
    }

    @Test
    void saysThatKafkaCannotBeReached() {
        DashboardOptions here = TestTopics.options(shown.kafka(), 0);
        DashboardOptions nowhere = new DashboardOptions(
                "localhost:1",
                here.properties(),
                here.topics(),
                here.mappings(),
                here.resultsRegistry(),
                here.groups(),
                here.host(),
                0,
                Optional.empty(),
                here.targets(),
                here.days(),
                here.lookBack(),
                here.memory(),
                Optional.empty(),
                StaticTable.NONE);
        try (Dashboard lost = Dashboard.start(nowhere);
                BrowserPage watching = shown.chromium().open(lost.address(), 360, 740, true)) {
            watching.await("document.querySelector('#notices').textContent.includes('no broker answers, since ')");
            watching.await("document.querySelector('#connection').dataset.state === 'live'");
            watching.await("document.querySelector('.tile').textContent.includes('not known without Kafka')");
            assertEquals(List.of(), watching.errors());
        }
    }

    /** The browser sends the password with the stream of events and with what the page looks at too. */
    @Test
    void showsEverythingToWhoKnowsTheToken(@TempDir Path folder) throws Exception {
        String token = "known-to-one-reader";
        AccessToken file = AccessToken.read(Files.writeString(folder.resolve("token"), token));
        DashboardOptions open = TestTopics.options(shown.kafka(), 0);
        DashboardOptions guarded = new DashboardOptions(
                open.bootstrapServers(),
                open.properties(),
                open.topics(),
                open.mappings(),
                open.resultsRegistry(),
                open.groups(),
                open.host(),
                0,
                Optional.of(file),
                open.targets(),
                open.days(),
                open.lookBack(),
                open.memory(),
                Optional.empty(),
                StaticTable.NONE);
        try (Dashboard dashboard = Dashboard.start(guarded);
                BrowserPage reader = shown.chromium().open(URI.create("about:blank"), WIDTH, HEIGHT, false)) {
            reader.answerPasswords("reader", token);
            reader.go(dashboard.address());
            reader.await("document.querySelector('#count').textContent === '302 series'");
            reader.press("/");
            reader.type("onerror");
            reader.await("document.querySelector('#count').textContent === '1 series'");
            assertEquals(List.of(), reader.errors());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 360, 390})
    void cutsNothingOffTheHeaderOfAPhone(int width) {
        try (BrowserPage phone = shown.chromium().open(shown.address(), width, 740, false)) {
            phone.await("document.querySelector('#target').options.length === 2");
            phone.evaluate("document.querySelector('#connection').dataset.state = 'lost';"
                    + " document.querySelector('#connection').textContent = 'Disconnected. Trying again …'");
            assertEquals(
                    "[]",
                    phone.evaluate("JSON.stringify([...document.querySelectorAll('.bar *')].filter((node) => {"
                                    + " const box = node.getBoundingClientRect(); return box.left < 0 || box.right > "
                                    + width + "; }).map((node) => node.id))")
                            .asText());
            assertTrue(phone.evaluate("document.documentElement.scrollWidth <= " + width)
                    .asBoolean());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 390})
    void showsAllColumnsOfTheErrorsOnAPhone(int width) {
        try (BrowserPage phone = shown.chromium().open(shown.address(), width, 740, false)) {
            phone.evaluate("document.querySelector('.panels [data-panel=accuracy]').click()");
            phone.await("document.querySelectorAll('#scores tbody td').length >= 4");
            // A second interval, which the scores here do not have.
            phone.evaluate("document.querySelectorAll('#scores tr').forEach((row) =>"
                    + " row.append(row.lastElementChild.cloneNode(true)))");
            assertEquals(
                    phone.evaluate("document.querySelector('#scores .scroll').clientWidth")
                            .asInt(),
                    phone.evaluate("document.querySelector('#scores .scroll').scrollWidth")
                            .asInt());
        }
    }

    @Test
    void fitsAPhone() {
        try (BrowserPage phone = shown.chromium().open(shown.address(), 390, 844, true)) {
            phone.await("document.querySelectorAll('.line').length > 5");
            assertTrue(phone.evaluate("document.documentElement.scrollWidth <= 390")
                    .asBoolean());
            phone.evaluate("document.querySelector('.line').click()");
            phone.await("document.querySelector('.fan.newest .median').getAttribute('d')");
            assertTrue(phone.evaluate("document.documentElement.scrollWidth <= 390")
                    .asBoolean());
            assertTrue(phone.evaluate("document.querySelector('#lines').clientHeight === 0")
                    .asBoolean());
            phone.evaluate("document.querySelector('#back').click()");
            phone.await("document.querySelector('#lines').clientHeight > 0");
            phone.evaluate("document.querySelector('.panels [data-panel=rejected]').click()");
            phone.await("document.querySelector('#messages pre') !== null");
            assertEquals(List.of(), phone.errors());
        }
    }

    @Test
    void remembersTheChosenColours() {
        page.evaluate("document.querySelector('#theme').click()");
        assertEquals("rgb(18, 22, 29)", background(page));
        try (BrowserPage again = shown.chromium().open(shown.address(), WIDTH, HEIGHT, false)) {
            assertEquals("rgb(18, 22, 29)", background(again));
            again.evaluate("document.querySelector('#theme').click()");
            assertEquals("rgb(255, 255, 255)", background(again));
        }
    }

    private static String background(BrowserPage of) {
        return of.evaluate("getComputedStyle(document.body).backgroundColor").asText();
    }

    @Test
    void reconnectsByItself() {
        Dashboard first = Dashboard.start(TestTopics.options(shown.kafka(), 0));
        int port = first.address().getPort();
        try (BrowserPage watching = shown.chromium().open(first.address(), WIDTH, HEIGHT, false)) {
            watching.await("document.querySelector('#connection').dataset.state === 'live'");
            first.close();
            watching.await("document.querySelector('#connection').dataset.state === 'lost'");
            assertTrue(watching.evaluate("document.body.classList.contains('lost')")
                    .asBoolean());
            try (Dashboard second = Dashboard.start(TestTopics.options(shown.kafka(), port))) {
                assertEquals(port, second.address().getPort());
                watching.await("document.querySelector('#connection').dataset.state === 'live'");
                watching.await("document.querySelector('#count').textContent === '302 series'");
                assertEquals(List.of(), watching.errors());
            }
        }
    }
}
