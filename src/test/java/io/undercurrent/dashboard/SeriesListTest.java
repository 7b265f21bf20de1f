package io.undercurrent.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.dashboard.browser.BrowserPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list of series on the page, and the keys that walk through it. */
class SeriesListTest {

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

    @RegisterExtension
    private static final ShownPage shown = new ShownPage();

    private BrowserPage page;

    @BeforeEach
    void take() {
        page = shown.page();
    }

    @Test
    void isWorkedByKeysAlone() {
        shown.search("store-2");
        page.await("document.querySelector('#count').textContent === '111 series'");
        page.press("ArrowDown");
        page.await("document.querySelector('#key').textContent === 'store-2'");
        page.press("ArrowDown");
        page.await("document.querySelector('#key').textContent === 'store-20'");
        assertEquals("store-20", shown.text("[aria-selected=true] bdi"));
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
        assertEquals("store-299", shown.text("#key"));
        assertTrue(page.evaluate("location.hash").asText().contains("store-299"));
    }

    @Test
    void skipsToTheChosenSeriesWithoutLeavingIt() {
        shown.search("store-7");
        page.press("Enter");
        page.await("document.querySelector('#key').textContent === 'store-7'");
        page.evaluate("document.querySelector('.skip').focus()");
        page.press("Enter");
        page.await("document.activeElement.id === 'detail'");
        assertEquals("#key=store-7", page.evaluate("location.hash").asText());
        assertTrue(page.evaluate("document.body.classList.contains('chosen')").asBoolean());
        assertEquals("store-7", shown.text("#key"));
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
    void saysThatNothingIsFound() {
        shown.search("nothing like this");
        page.await("!document.querySelector('#none').hidden");
        assertEquals("No key contains “nothing like this”.", shown.text("#none"));
    }
}
