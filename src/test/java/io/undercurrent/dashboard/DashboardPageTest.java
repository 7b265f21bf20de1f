package io.undercurrent.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.undercurrent.dashboard.browser.BrowserPage;
import io.undercurrent.dashboard.browser.Chromium;
import io.undercurrent.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a browser, fed from a real broker. Where there is no Chromium these tests are skipped, and say so. */
class DashboardPageTest {

    private static final int DAY = TestTopics.DAY;
    private static final int SERIES = 300;
    private static final String SCRIPT = "<img src=x onerror=\"document.title='broken'\">&amp;";

    private static final String OTHER = "visits";
    private static final String SCORED_ALONE = "without a reading or a forecast";

    /** A list of three million series, ten of them in sight, which answers itself what a server would. */
    private static final String LONG_LIST = """
            import("./list.js").then(({ SeriesList }) => {
              const make = (name) => document.body.appendChild(document.createElement(name));
              const lines = make("div");
              lines.style = "position: fixed; inset: 0 auto auto 0; z-index: 9; width: 400px; height: 520px; overflow: auto";
              const track = lines.appendChild(document.createElement("div"));
              track.style = "position: relative";
              const [search, order] = [make("input"), make("input")];
              window.long = { lines, chosen: null };
              const answer = () => {
                const { query, order, from, count } = list.view();
                const positions = Array.from({ length: count }, (_, i) => from + i).filter((position) => position < 3e6);
                const told = positions.map((position) => ({ position, key: "series-" + position, values: [], ahead: [] }));
                list.update({ query, order, reset: false, total: 3e6, lines: told });
              };
              const list = new SeriesList(
                { lines, track, none: make("p"), search, order, count: make("p") },
                () => setTimeout(answer),
                (key) => {
                  long.chosen = key;
                  list.mark(key);
                },
              );
              answer();
              long.sees = (position) => {
                const line = [...track.children].find((one) => one.id === "line-" + position);
                const [seen, box] = [line?.getBoundingClientRect(), lines.getBoundingClientRect()];
                return Boolean(seen) && seen.top >= box.top - 1 && seen.bottom <= box.bottom + 1
                    && line.textContent.includes("series-" + position);
              };
            })""";

    private static EmbeddedKafka kafka;
    private static TestTopics topics;
    private static Dashboard dashboard;
    private static Chromium chromium;

    private BrowserPage page;

    @BeforeAll
    static void start() {
        Optional<Path> program = Chromium.find();
        assumeTrue(program.isPresent(), "there is no Chromium on the PATH to show the page in");
        kafka = EmbeddedKafka.start();
        TestTopics.create(kafka);
        topics = new TestTopics(kafka.bootstrapServers());
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
        topics.reject(
                SCRIPT, "{\"key\": " + SCRIPT + "\u0007", "not-json", "message: expected JSON, but got " + SCRIPT);
        topics.flush();
        dashboard = Dashboard.start(TestTopics.options(kafka, 0));
        chromium = Chromium.start(program.get());
    }

    @AfterAll
    static void stop() {
        if (kafka != null) {
            chromium.close();
            dashboard.close();
            topics.close();
            kafka.close();
        }
    }

    @BeforeEach
    void open() {
        page = chromium.open(dashboard.address(), 1440, 900, false);
        page.await("document.querySelector('#count').textContent === '302 series'");
    }

    @AfterEach
    void showsNoError() {
        if (page != null) {
            List<String> errors = page.errors();
            page.close();
            assertEquals(List.of(), errors);
        }
    }

    private String text(String selector) {
        return page.evaluate("document.querySelector('" + selector + "').textContent")
                .asText();
    }

    private void search(String text) {
        page.press("/");
        page.await("document.activeElement.id === 'search'");
        page.type(text);
    }

    @Test
    void showsTheFirstSeriesWithItsForecast() {
        page.await("document.querySelectorAll('.fan.newest .band').length === 2");
        assertTrue(text("#facts").contains("gru48@1f3c9a"), text("#facts"));
        assertFalse(page.evaluate("document.querySelector('.actual').getAttribute('d')")
                .asText()
                .isEmpty());
        page.await("document.querySelector('#scores').textContent.includes('0.500')");
        assertTrue(text("#scores").contains("50 % less"), text("#scores"));
        page.await("document.querySelector('#tiles').textContent.includes('50 % less')");
    }

    @Test
    void keysAreTextWhateverTheyHold() {
        search("onerror");
        page.await("document.querySelector('#count').textContent === '1 series'");
        page.press("Enter");
        page.await("document.querySelector('#key').textContent.includes('onerror')");
        assertEquals(SCRIPT, text("#key"));
        assertEquals(SCRIPT, text(".line bdi"));
        page.await("document.querySelector('.reason') !== null");
        page.evaluate("document.querySelector('#rejected').scrollIntoView()");
        page.await("document.querySelector('#messages pre') !== null");
        assertEquals("{\"key\": " + SCRIPT + "\u2407", text("#messages pre"));
        assertEquals("in, partition 1, offset 17", text("#messages .head .quiet"));
        assertEquals(
                0,
                page.evaluate("document.querySelectorAll('img[src=x]').length").asInt());
        assertEquals("Undercurrent", page.evaluate("document.title").asText());
    }

    @Test
    void isWorkedByKeysAlone() {
        search("store-2");
        page.await("document.querySelector('#count').textContent === '111 series'");
        page.press("ArrowDown");
        page.await("document.querySelector('#key').textContent === 'store-2'");
        page.press("ArrowDown");
        page.await("document.querySelector('#key').textContent === 'store-20'");
        assertEquals("store-20", text("[aria-selected=true] bdi"));
        page.press("End");
        page.await("document.querySelector('#key').textContent === 'store-299'");
        assertEquals(
                "store-299",
                page.evaluate("document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
                                + ".querySelector('bdi').textContent")
                        .asText());
        page.press("/");
        page.press("Escape");
        page.await("document.querySelector('#count').textContent === '302 series'");
        assertEquals("store-299", text("#key"));
        assertTrue(page.evaluate("location.hash").asText().contains("store-299"));
    }

    @Test
    void skipsToTheChosenSeriesWithoutLeavingIt() {
        search("store-7");
        page.press("Enter");
        page.await("document.querySelector('#key').textContent === 'store-7'");
        page.evaluate("document.querySelector('.skip').focus()");
        page.press("Enter");
        page.await("document.activeElement.id === 'detail'");
        assertEquals("#key=store-7", page.evaluate("location.hash").asText());
        assertTrue(page.evaluate("document.body.classList.contains('chosen')").asBoolean());
        assertEquals("store-7", text("#key"));
    }

    @Test
    void showsNoChartOfAnotherSeriesWhereThereIsNothingToDraw() {
        page.await("document.querySelector('.chart svg').getAttribute('aria-label') !== null");
        page.await("document.querySelector('#readout').textContent !== ''");
        search("without");
        page.press("Enter");
        page.await("document.querySelector('#key').textContent === '" + SCORED_ALONE + "'");
        assertEquals("", text("#readout"));
        String drawing = "document.querySelector('.chart svg')";
        assertEquals(
                "hidden",
                page.evaluate("getComputedStyle(" + drawing + ").visibility").asText());
        assertFalse(page.evaluate(drawing + ".hasAttribute('aria-label')").asBoolean());
        page.evaluate("document.querySelector('#chart').focus()");
        page.press("ArrowLeft");
        assertEquals("", text("#readout"));
        search("store-7");
        page.press("Enter");
        page.await("document.querySelector('#readout').textContent !== ''");
        assertEquals(
                "visible",
                page.evaluate("getComputedStyle(" + drawing + ").visibility").asText());
    }

    @Test
    void reachesTheEndOfAListTallerThanAnElementCanBe() {
        page.evaluate(LONG_LIST);
        longList("End", 2_999_999);
        longList("PageUp", 2_999_990);
        longList("ArrowUp", 2_999_989);
        longList("Home", 0);
        longList("PageDown", 9);
        longList("ArrowDown", 10);
        for (int line = 11; line < 40; line++) {
            longList("ArrowDown", line);
        }
        page.evaluate("long.lines.scrollTop = (long.lines.scrollHeight - long.lines.clientHeight) / 2");
        page.await("long.sees(1_500_000)");
        page.evaluate("long.lines.scrollTop += 104");
        page.await("long.sees(1_500_002) && long.sees(1_500_005)");
        page.evaluate("long.lines.scrollTop = long.lines.scrollHeight");
        page.await("long.sees(2_999_999)");
        page.evaluate("long.lines.scrollTop = 0");
        page.await("long.sees(0)");
    }

    /** Presses a key in the long list and looks whether it chooses that line and brings all of it into sight. */
    private void longList(String key, int line) {
        page.evaluate("long.lines.dispatchEvent(new KeyboardEvent('keydown', {key: '" + key + "'}))");
        page.await("long.chosen === 'series-" + line + "' && long.sees(" + line + ")");
    }

    @Test
    void onlyLinesInSightExist() {
        page.evaluate("document.querySelector('#lines').scrollTop = 150 * 52");
        page.await("[...document.querySelectorAll('.line bdi')].some((key) => key.textContent === 'store-150')");
        assertTrue(page.evaluate("document.querySelectorAll('.line').length").asInt() < 40);
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
        String day = text("#readout .day");
        page.press("ArrowLeft");
        page.await("document.querySelector('#readout .day').textContent !== '" + day + "'");
    }

    @Test
    void showsWhatComesAsItComes() {
        search("store-7");
        page.press("Enter");
        page.await("document.querySelector('#key').textContent === 'store-7'");
        String before = text("#facts");
        topics.day("store-7", DAY + 1);
        topics.flush();
        page.await("document.querySelector('#facts').textContent !== '" + before + "'");
    }

    @Test
    void showsEachTargetWithItsOwnSeries() {
        page.await("document.querySelector('#target').options.length === 2");
        search("store-3");
        page.press("Enter");
        page.await("document.querySelector('#key').textContent === 'store-3'");
        assertEquals("sales", text("#of"));
        page.press("/");
        page.press("Escape");
        page.await("document.querySelectorAll('.fan.newest .band').length === 2");
        page.evaluate("const chooser = document.querySelector('#target'); chooser.value = '" + OTHER
                + "'; chooser.dispatchEvent(new Event('change'))");
        page.await("document.querySelector('#count').textContent === '20 series'");
        page.await("document.querySelector('#of').textContent === '" + OTHER + "'");
        page.await("document.querySelector('#facts').textContent.includes('other@1')");
        assertTrue(page.evaluate("location.hash").asText().contains("target=" + OTHER));
    }

    @Test
    void showsPromotionsOfThePastAndAhead() {
        search("store-3");
        page.press("Enter");
        page.await("document.querySelector('#key').textContent === 'store-3'");
        page.await("document.querySelectorAll('.flags .mark').length === 12");
        assertEquals("promotion", text("#flags"));
        assertTrue(page.evaluate("document.querySelector('.chart svg').getAttribute('aria-label')")
                .asText()
                .endsWith(", promotion on 1 day ahead"));
        page.evaluate("document.querySelector('#chart').focus()");
        page.press("ArrowRight");
        page.press("ArrowRight");
        page.await("document.querySelector('#readout .flag')?.textContent === 'promotion'");
        // In the order in which it is read, also where a part had no name before.
        assertTrue(text("#readout").contains("forecast "), text("#readout"));
        page.press("ArrowRight");
        page.await("document.querySelector('#readout .flag') === null");
    }

    @Test
    void looksAsFarBackAsIsChosen() {
        page.await("document.querySelector('#range').options.length === 2");
        assertEquals("30 daysall 60 days kept", text("#range"));
        page.evaluate("const range = document.querySelector('#range'); range.value = '30';"
                + " range.dispatchEvent(new Event('change'))");
        try (BrowserPage again = chromium.open(dashboard.address(), 1440, 900, false)) {
            again.await("document.querySelector('#range').value === '30'");
            again.evaluate("localStorage.removeItem('undercurrent-days')");
        }
    }

    @Test
    void tellsTheJobApartFromThePage() {
        page.await("document.querySelector('#connection').textContent === 'page connected'");
        topics.day("store-9", DAY);
        topics.flush();
        page.await("document.querySelector('.tile').textContent.startsWith('jobrunning')");
        page.await("document.querySelector('#tiles').textContent.includes('newest ')");
    }

    @Test
    void saysThatKafkaCannotBeReached() {
        DashboardOptions here = TestTopics.options(kafka, 0);
        DashboardOptions nowhere = new DashboardOptions(
                "localhost:1",
                here.properties(),
                here.topics(),
                here.groups(),
                here.host(),
                0,
                here.targets(),
                here.days(),
                here.lookBack(),
                here.memory());
        try (Dashboard lost = Dashboard.start(nowhere);
                BrowserPage watching = chromium.open(lost.address(), 360, 740, true)) {
            watching.await("document.querySelector('#notices').textContent.includes('no broker answers, since ')");
            watching.await("document.querySelector('#connection').dataset.state === 'live'");
            watching.await("document.querySelector('.tile').textContent.includes('not known without Kafka')");
            assertEquals(List.of(), watching.errors());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 360, 390})
    void cutsNothingOffTheHeaderOfAPhone(int width) {
        try (BrowserPage phone = chromium.open(dashboard.address(), width, 740, false)) {
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

    @Test
    void saysThatNothingIsFound() {
        search("nothing like this");
        page.await("!document.querySelector('#none').hidden");
        assertEquals("No key contains “nothing like this”.", text("#none"));
    }

    @Test
    void fitsAPhone() {
        try (BrowserPage phone = chromium.open(dashboard.address(), 390, 844, true)) {
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
        try (BrowserPage again = chromium.open(dashboard.address(), 1440, 900, false)) {
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
        Dashboard first = Dashboard.start(TestTopics.options(kafka, 0));
        int port = first.address().getPort();
        try (BrowserPage watching = chromium.open(first.address(), 1440, 900, false)) {
            watching.await("document.querySelector('#connection').dataset.state === 'live'");
            first.close();
            watching.await("document.querySelector('#connection').dataset.state === 'lost'");
            assertTrue(watching.evaluate("document.body.classList.contains('lost')")
                    .asBoolean());
            try (Dashboard second = Dashboard.start(TestTopics.options(kafka, port))) {
                assertEquals(port, second.address().getPort());
                watching.await("document.querySelector('#connection').dataset.state === 'live'");
                watching.await("document.querySelector('#count').textContent === '302 series'");
                assertEquals(List.of(), watching.errors());
            }
        }
    }
}
