package io.undercurrent.format.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a shadow is to become the live model. */
class ModelRuleTest {

    private static final ModelRule RULE = new ModelRule(10, 0.01, 0.95, 0);

    private static ModelFigures figures(int days, double gain, double standardError) {
        return new ModelFigures("gru48@live", 20_000, days, 48, gain, standardError, List.of());
    }

    /** Of tables of the normal distribution. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "1, 0.8413447461",
        "-1, 0.1586552539",
        "1.6448536270, 0.95",
        "-2.3263478740, 0.01",
        "3.0902323062, 0.999"
    })
    void confidenceIsThatOfTheNormalDistribution(double standardErrors, double confidence) {
        assertEquals(confidence, RULE.confidence(figures(10, 0.01 + 0.02 * standardErrors, 0.02)), 1e-9);
    }

    @Test
    void decidesWhenDaysAndConfidenceAreThere() {
        assertTrue(RULE.decides(figures(10, 0.01 + 1.65 * 0.02, 0.02)));
        assertFalse(RULE.decides(figures(10, 0.01 + 1.64 * 0.02, 0.02)));
        assertFalse(RULE.decides(figures(9, 0.5, 0.02)));
        assertFalse(RULE.decides(figures(10, 0.5, Double.NaN)));
        assertTrue(RULE.back().decides(figures(10, 1.65 * 0.02, 0.02)));
    }

    @Test
    void saysWhatIsWrong() {
        assertRefused("days: expected at least 1, but got 0", () -> new ModelRule(0, 0, 0.9, 0));
        assertRefused("gain: expected a number from 0 to below 1, but got -0.1", () -> new ModelRule(1, -0.1, 0.9, 0));
        assertRefused(
                "confidence: expected a number between 0.5 and 1, but got 0.5", () -> new ModelRule(1, 0, 0.5, 0));
        assertRefused("rollbackDays: expected 0 to 36500, but got -1", () -> new ModelRule(1, 0, 0.9, -1));
        assertRefused("rollbackDays: expected 0 to 36500, but got 36501", () -> new ModelRule(1, 0, 0.9, 36_501));
    }

    private static void assertRefused(String message, Runnable made) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, made::run).getMessage());
    }
}
