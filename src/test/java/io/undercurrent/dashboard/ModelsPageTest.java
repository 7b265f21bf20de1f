package io.undercurrent.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.dashboard.browser.BrowserPage;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelEvent.What;
import io.undercurrent.format.models.ModelFigures;
import io.undercurrent.format.models.ModelFigures.Both;
import io.undercurrent.format.models.ModelMessages;
import io.undercurrent.format.models.ModelRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of models as the page shows it: one shadows, is promoted, and a third is refused. */
class ModelsPageTest {

    private static final int DAY = TestTopics.DAY;
    private static final String KEY = "store-211";

    @RegisterExtension
    private static final ShownPage shown = new ShownPage();

    private static void say(What what, ModelRole role, String model, String why, Optional<ModelFigures> figures) {
        ModelEntry entry = new ModelEntry(
                role,
                model,
                "file:///" + model,
                String.format("%064x", model.hashCode()),
                DAY,
                Instant.parse("2025-03-18T09:12:44.120Z"));
        ModelEvent event = new ModelEvent(what, Instant.now(), "the-job", entry, why, figures);
        shown.topics().send(TestTopics.MODEL_EVENTS, model, ModelMessages.write(event));
        shown.topics().flush();
    }

    @Test
    void showsTheShadowAndWhatBecameOfIt() {
        BrowserPage page = shown.page();
        assertEquals(
                "true",
                page.evaluate("String(document.querySelector('#models').hidden)")
                        .asText());
        say(What.STARTED, ModelRole.LIVE, "gru48@1f3c9a", "", Optional.empty());
        say(What.ACCEPTED, ModelRole.SHADOW, "gru48@2e4d8b", "", Optional.empty());
        ModelFigures figures = new ModelFigures(
                "gru48@1f3c9a",
                DAY,
                61,
                1248,
                0.0325,
                0.012,
                List.of(new ModelFigures.OfTarget(
                        "sales", 9000, new Both(4.21, 4.1), new Both(1.137, 1.1), new Both(0.79, 0.81))));
        say(What.COMPARED, ModelRole.SHADOW, "gru48@2e4d8b", "", Optional.of(figures));
        page.await("document.querySelector('.comparison') !== null");
        assertEquals(
                "Shadow gru48@2e4d8b beside gru48@1f3c9a, 61 days until Tue, 18 Mar 2025, 1,248 series",
                shown.text(".comparison caption"));
        assertEquals("pinball loss 3.25 % lower ± 1.20", shown.text(".comparison p"));
        assertEquals("sales4.10 live 4.211.10 live 1.1481.0 % live 79.0 %", shown.text(".comparison tbody"));

        say(What.PROMOTED, ModelRole.SHADOW, "gru48@2e4d8b", "3.25 % lower on 61 days", Optional.of(figures));
        page.await("document.querySelector('.comparison') === null");
        page.await("document.querySelectorAll('#models li').length === 3");
        assertTrue(
                shown.text("#models li").endsWith("promotedgru48@2e4d8bfrom Tue, 18 Mar 20253.25 % lower on 61 days"));

        say(What.REFUSED, ModelRole.LIVE, "lstm48@77aa00", "horizon 14 instead of 7", Optional.empty());
        page.await("document.querySelector('#notices').textContent.includes('the-job refused the live model"
                + " lstm48@77aa00, and goes on with the one before: horizon 14 instead of 7.')");
        say(What.ACCEPTED, ModelRole.LIVE, "lstm48@77aa01", "", Optional.empty());
        page.await("!document.querySelector('#notices').textContent.includes('refused')");
    }

    @Test
    void theChartSaysWhereAnotherModelBegan() {
        BrowserPage page = shown.page();
        shown.topics().forecastBy("gru48@2e4d8b", KEY, DAY - 1);
        shown.topics().forecastBy("gru48@2e4d8b", KEY, DAY);
        shown.topics().flush();
        shown.search(KEY);
        page.press("Enter");
        page.await("document.querySelector('#key').textContent === '" + KEY + "'");
        page.await("document.querySelectorAll('.chart .spoken').length === 1");
        assertEquals("gru48@2e4d8b", shown.text(".chart .spoken"));
    }
}
