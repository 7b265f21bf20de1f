package io.undercurrent.cli.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FirstOriginTest {

    private static final int TODAY = day("2026-11-30");

    @Test
    void saysThatAModelOfOldReadingsWouldNotForecast() {
        assertEquals(
                Optional.of(
                        "It was trained until 2024-12-30. If the readings of the job end before 2026-11-30, it will not"
                                + " forecast: --after-training lets it begin on 2024-12-31"),
                FirstOrigin.hint(OptionalInt.of(day("2024-12-30")), TODAY));
    }

    @Test
    void saysNothingOfAModelOfTodayNorOfOneThatDoesNotSayWhenItWasTrained() {
        assertEquals(Optional.empty(), FirstOrigin.hint(OptionalInt.of(day("2026-10-31")), TODAY));
        assertEquals(Optional.empty(), FirstOrigin.hint(OptionalInt.empty(), TODAY));
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }
}
