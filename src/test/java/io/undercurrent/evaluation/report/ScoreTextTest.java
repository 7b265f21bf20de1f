package io.undercurrent.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTextTest {

    @ParameterizedTest
    @CsvSource({
        "-0.0004, 3, 0.000",
        "-0.0, 0, 0",
        "-0.0006, 3, -0.001",
        "0.0004, 3, 0.000",
        "-12345.678, 2, '-12,345.68'",
        "NaN, 3, –"
    })
    void whatRoundsToZeroHasNoSign(double value, int digits, String text) {
        assertEquals(text, ScoreText.number(value, digits));
    }
}
