package io.undercurrent.format.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelMessagesTest {

    private static final String SHA_256 = "0123456789abcdef".repeat(4);
    private static final String MESSAGE =
            "{\"version\":1,\"role\":\"live\",\"model\":\"gru48@012345\",\"uri\":\"s3://models/a.safetensors\","
                    + "\"sha256\":\"" + SHA_256 + "\",\"from\":\"2025-03-18\",\"pushed\":\"2025-03-17T21:04:05.678Z\"}";

    private static final ModelEntry ENTRY = new ModelEntry(
            ModelRole.LIVE,
            "gru48@012345",
            "s3://models/a.safetensors",
            SHA_256,
            20_165,
            Instant.parse("2025-03-17T21:04:05.678Z"));

    /** Of the first version, which later ones read too. */
    @Test
    void entriesStandAsTheyAlwaysDid() {
        assertEquals(MESSAGE, new String(ModelMessages.write(ENTRY), UTF_8));
        assertEquals(ENTRY, ModelMessages.parseEntry(MESSAGE.getBytes(UTF_8)));
        assertEquals(
                ENTRY,
                ModelMessages.parseEntry(
                        MESSAGE.replace("{", "{\"new\":{\"a\":[1]},").getBytes(UTF_8)));
    }

    /** Only the entry of a shadow says of which share of the series it is. */
    @Test
    void theShareOfAShadowIsKept() {
        ModelEntry shadow = new ModelEntry(
                ModelRole.SHADOW,
                ENTRY.model(),
                ENTRY.uri(),
                SHA_256,
                ENTRY.from(),
                ENTRY.pushed(),
                new Watch(0.25, Watch.NO_END, null));
        String message = MESSAGE.replace("live", "shadow").replace("Z\"}", "Z\",\"share\":0.25}");
        assertEquals(message, new String(ModelMessages.write(shadow), UTF_8));
        assertEquals(shadow, ModelMessages.parseEntry(message.getBytes(UTF_8)));
        assertEquals(ENTRY, shadow.as(ModelRole.LIVE));
        assertFalse(ENTRY.isSameDecisionAs(shadow));
        assertFalse(shadow.isSameDecisionAs(ENTRY));
        assertTrue(shadow.isSameDecisionAs(shadow));
    }

    @Test
    void eventsComeBackAsTheyWere() {
        for (ModelEvent.What what : ModelEvent.What.values()) {
            ModelEntry entry =
                    ENTRY.again(ModelEntry.EVER, Instant.ofEpochMilli(1)).as(ModelRole.PREVIOUS);
            ModelEvent event = new ModelEvent(what, Instant.ofEpochMilli(2), "stores", entry, "a \"reason\"");
            assertEquals(event, ModelMessages.parseEvent(ModelMessages.write(event)));
        }
    }

    @Test
    void theRuleOfAShadowIsKept() {
        ModelEntry shadow = new ModelEntry(
                ModelRole.SHADOW,
                ENTRY.model(),
                ENTRY.uri(),
                SHA_256,
                ENTRY.from(),
                ENTRY.pushed(),
                new Watch(1, ENTRY.from() + 14, new ModelRule(60, 0.01, 0.95, 70)));
        String message = MESSAGE.replace("live", "shadow")
                .replace(
                        "Z\"}",
                        "Z\",\"share\":1.0,\"until\":\"2025-04-01\",\"rule\":{\"days\":60,\"gain\":0.01,\"confidence\":0.95,"
                                + "\"rollbackDays\":70}}");
        assertEquals(message, new String(ModelMessages.write(shadow), UTF_8));
        assertEquals(shadow, ModelMessages.parseEntry(message.getBytes(UTF_8)));
    }

    /** What is not known is null. */
    @Test
    void figuresComeBackAsTheyWere() {
        ModelFigures.OfTarget sales = new ModelFigures.OfTarget(
                "sales",
                3_000_000_000L,
                new ModelFigures.Both(4.25, 4),
                new ModelFigures.Both(1.5, 1.25),
                new ModelFigures.Both(Double.NaN, 0.75));
        ModelFigures figures =
                new ModelFigures("gru48@live", 20_165, 14, 48, 0.03125, Double.NaN, List.of(sales, sales));
        ModelEvent event = new ModelEvent(
                ModelEvent.What.COMPARED, Instant.ofEpochMilli(2), "stores", ENTRY, "", Optional.of(figures));
        String message = new String(ModelMessages.write(event), UTF_8);
        assertTrue(
                message.contains(
                        "\"figures\":{\"live\":\"gru48@live\",\"until\":\"2025-03-18\",\"days\":14,\"series\":48,"
                                + "\"gain\":0.03125,\"standardError\":null,\"targets\":{\"sales\":{\"forecasts\":3000000000,"
                                + "\"absolute\":[4.25,4.0],\"pinball\":[1.5,1.25],\"coverage\":[null,0.75]}"),
                message);
        assertEquals(event, ModelMessages.parseEvent(message.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\":1 | \"version\":2 | version: expected 1, but got 2",
                "\"role\":\"live\" | \"role\":\"dead\" | role: expected one of [live, shadow, previous], but got 'dead'",
                "\"role\":\"live\", | '' | entry: expected the field role, but it is missing",
                "0123456789abcdef | 0123456789ABCDEF | sha256: expected 64 hexadecimal digits in small letters, but got '0123",
                "2025-03-18 | 2025-02-30 | from: expected YYYY-MM-DD, but got '2025-02-30'",
                "2025-03-17T21:04:05.678Z | yesterday | pushed: expected a time such as 2025-03-17T21:04:05Z, but got 'yesterday'",
                "2025-03-17T21:04:05.678Z | +1000000000-12-31T23:59:59Z | pushed: expected a time of the years 1970 to 9999, but got",
                "2025-03-17T21:04:05.678Z | 1969-12-31T23:59:59Z | pushed: expected a time of the years 1970 to 9999, but got",
                "s3://models/a.safetensors | ' ' | uri: expected a text, but it is blank",
                "\"role\":\"live\" | \"role\":\"live\",\"share\":0.5 | share, until and rule: expected none but for a shadow, but got Watch[share=0.5,",
                "\"role\":\"live\" | \"role\":\"shadow\",\"share\":1.5 | share: expected a number from 0 to 1, but got 1.5",
                "{ | [ | entry: expected START_OBJECT",
            })
    void saysWhatIsWrong(String part, String other, String message) {
        byte[] wrong = MESSAGE.replace(part, other).getBytes(UTF_8);
        String said = assertThrows(IllegalArgumentException.class, () -> ModelMessages.parseEntry(wrong))
                .getMessage();
        assertTrue(said.startsWith(message), said);
    }
}
