package io.undercurrent.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.dashboard.browser.BrowserPage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Anomalies as the page shows them. */
class AnomaliesPageTest {

    private static final int DAY = TestTopics.DAY;

    @RegisterExtension
    private static final ShownPage shown = new ShownPage();

    private BrowserPage page;

    @BeforeEach
    void take() {
        page = shown.page();
    }

    private void scrollToList() {
        page.await("document.querySelector('#anomalies-title') !== null");
        page.evaluate("document.querySelector('#anomalies').scrollIntoView()");
    }

    private static String row(String key, String day) {
        return "[...document.querySelectorAll('#unexpected tbody tr')].find((row) =>"
                + " row.querySelector('.series').textContent === `" + key
                + "` && row.querySelector('.day').textContent === '" + day + "')";
    }

    @Test
    void theListLeadsToTheSeriesAndItsChart() {
        scrollToList();
        String first = row("store-77", "Sat, 15 Mar 2025");
        page.await(first + " !== undefined");
        assertEquals(
                "24.5 bits",
                page.evaluate(first + ".querySelector('.surprise').textContent").asText());
        double value = TestTopics.value("store-77", DAY - 3);
        assertEquals(
                Long.toString(Math.round(3 * value)),
                page.evaluate(first + ".querySelector('.read').textContent").asText());
        assertEquals(
                Math.round(value + 5) + " " + Math.round(value - 15) + " to " + Math.round(value + 25),
                page.evaluate(first + ".querySelector('.expected').textContent").asText());
        page.evaluate(first + ".querySelector('a').click()");
        page.await("document.querySelector('#key').textContent === 'store-77'");
        assertEquals(
                "#key=store-77&target=sales", page.evaluate("location.hash").asText());
        page.await("document.querySelectorAll('.chart .anomaly').length === 2");
        assertTrue(page.evaluate("document.querySelector('.chart svg').getAttribute('aria-label')")
                .asText()
                .endsWith("2 anomalies"));
        page.evaluate("document.querySelector('#chart').focus()");
        for (int day = 0; day < 3; day++) {
            page.press("ArrowLeft");
        }
        page.await("document.querySelector('#readout').textContent.includes('24.5 bits')");
        assertTrue(shown.text("#readout").contains("expected " + Math.round(value + 5)), shown.text("#readout"));
    }

    @Test
    void aCorrectionTakesTheMarkAndTheEntryAway() {
        String key = "store-11";
        shown.topics().unexpected(key, DAY - 4, 0, false);
        shown.topics().flush();
        shown.search(key);
        page.press("Enter");
        page.await("document.querySelector('#key').textContent === '" + key + "'");
        page.await("document.querySelectorAll('.chart .anomaly').length === 1");
        scrollToList();
        String entry = row(key, "Fri, 14 Mar 2025");
        page.await(entry + " !== undefined");
        shown.topics().unexpected(key, DAY - 4, 1, true);
        shown.topics().flush();
        page.await("document.querySelectorAll('.chart .anomaly').length === 0");
        page.await(entry + " === undefined");
    }

    @Test
    void saysWhatWasSurprisingWhereThatIsNotTheValue() {
        String key = "store-23";
        shown.topics().afterMissingDays(key, DAY - 1);
        shown.topics().flush();
        scrollToList();
        String entry = row(key, "Mon, 17 Mar 2025");
        page.await(entry + " !== undefined");
        assertEquals(
                "25.0 bits days missing before",
                page.evaluate(entry + ".querySelector('.surprise').textContent").asText());
        page.evaluate(entry + ".querySelector('a').click()");
        page.await("document.querySelector('#key').textContent === '" + key + "'");
        page.await("document.querySelectorAll('.chart .anomaly').length === 1");
        page.evaluate("document.querySelector('#chart').focus()");
        page.press("ArrowLeft");
        page.await("document.querySelector('#readout').textContent.includes('days missing before')");
    }

    @Test
    void keysAreTextThereToo() {
        scrollToList();
        page.await(row(ShownPage.SCRIPT, "Sat, 15 Mar 2025") + " !== undefined");
        assertEquals("Undercurrent", page.evaluate("document.title").asText());
    }

    @Test
    void fitsAPhone() {
        try (BrowserPage phone = shown.chromium().open(shown.address(), 390, 844, true)) {
            phone.await("document.querySelectorAll('.line').length > 5");
            phone.evaluate("document.querySelector('.panels [data-panel=anomalies]').click()");
            String entry = row("store-77", "Sat, 15 Mar 2025");
            phone.await(entry + " !== undefined");
            assertTrue(phone.evaluate("document.documentElement.scrollWidth <= 390")
                    .asBoolean());
            assertEquals(
                    "",
                    phone.evaluate("[...document.querySelectorAll('#anomalies *')].filter((node) =>"
                                    + " node.getBoundingClientRect().right > 390).map((node) => node.outerHTML).join()")
                            .asText());
            assertTrue(phone.evaluate("[...document.querySelectorAll('.panels button')].every((button) =>"
                            + " button.scrollWidth <= button.clientWidth)")
                    .asBoolean());
            phone.evaluate(entry + ".querySelector('a').click()");
            phone.await("document.querySelector('#key').textContent === 'store-77'");
            phone.await("document.querySelector('.panels [data-panel=series]').ariaPressed === 'true'");
            phone.await("document.querySelectorAll('.chart .anomaly').length === 2");
            assertEquals(List.of(), phone.errors());
        }
    }
}
