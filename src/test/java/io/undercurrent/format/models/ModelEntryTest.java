package io.undercurrent.format.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelEntryTest {

    private static final int DAY = 20_000;
    private static final int MOST = 2_932_896 - DAY;
    private static final ModelRule RULE = new ModelRule(28, 0, 0.95, 0);

    private static final ModelEntry LIVE =
            new ModelEntry(ModelRole.LIVE, "gru48@1f3c9a", "s3://m", "1".repeat(64), DAY, Instant.EPOCH);

    @Test
    void theModelBeforeIsWatchedForSoManyDays() {
        ModelEntry watching = LIVE.watching(DAY, Instant.EPOCH, MOST, RULE);
        assertEquals(DAY + MOST, watching.watch().until());
        assertEquals(watching, ModelMessages.parseEntry(ModelMessages.write(watching)));
    }

    /** The last day has to be one that messages can have. */
    @ParameterizedTest
    @ValueSource(ints = {0, -1, MOST + 1, Integer.MAX_VALUE})
    void daysPastTheCalendarAreRefused(int days) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> LIVE.watching(DAY, Instant.EPOCH, days, RULE));
        assertEquals("days: expected 1 to " + MOST + ", up to the year 9999, but got " + days, refused.getMessage());
    }
}
