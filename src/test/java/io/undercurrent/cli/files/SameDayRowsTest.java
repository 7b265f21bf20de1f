package io.undercurrent.cli.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SameDayRowsTest {

    private static final LocalDate DATE = LocalDate.of(2024, 1, 1);
    private static final float NONE = Float.NaN;

    private final Columns columns = new Columns(List.of("sales"), List.of("promotion"));

    @Test
    void rowsWithOtherValuesContradictAndTheFirstIsShown() {
        Contradictions contradictions = new Contradictions(columns, "line");
        contradictions.add(Reading.of("a", DATE, 270, 1), 2);
        contradictions.add(Reading.of("a", DATE.plusDays(1), 1, 1), 3);
        contradictions.add(Reading.of("b", DATE, 1, 1), 4);
        contradictions.add(Reading.of("a", DATE, 173.5f, 1), 5);
        contradictions.add(Reading.of("a", DATE, 173.5f, 0), 6);
        contradictions.add(Reading.of("a", LocalDate.of(9999, 12, 31), 1, 1), 7);
        contradictions.add(Reading.of("a", LocalDate.of(1, 1, 1), 1, 1), 8);
        assertEquals(2, contradictions.count());
        assertEquals(
                "'a' on 2024-01-01 has sales 270 in line 2 and 173.5 in line 5",
                contradictions.first().orElseThrow().toString());
    }

    @Test
    void repetitionsAndWhatIsFilledInContradictNothing() {
        Contradictions contradictions = new Contradictions(columns, "line");
        contradictions.add(Reading.of("a", DATE, 270, NONE), 2);
        contradictions.add(Reading.of("a", DATE, NONE, 1), 3);
        contradictions.add(Reading.of("a", DATE, 270, 1), 4);
        contradictions.add(Reading.of("a", DATE, NONE, NONE), 5);
        assertEquals(0, contradictions.count());
        assertEquals(Optional.empty(), contradictions.first());
    }

    @Test
    void aDeletedRowTakesBackTheRowsBeforeIt() {
        Reading deleted = Reading.of("a", DATE, Reading.RETRACTED, Reading.RETRACTED);
        List<Reading> rows = List.of(
                Reading.of("a", DATE, 20, 1),
                deleted,
                Reading.of("a", DATE, 5, NONE),
                Reading.of("a", DATE, 7, NONE),
                Reading.of("b", DATE, 1, 1),
                Reading.of("b", DATE.plusDays(1), 1, 1),
                Reading.of("b", DATE, Reading.RETRACTED, Reading.RETRACTED));
        assertEquals(
                List.of(Reading.of("a", DATE, 12, NONE), Reading.of("b", DATE.plusDays(1), 1, 1)), combine(rows, true));
        Contradictions contradictions = new Contradictions(columns, "line");
        for (int line = 0; line < 3; line++) {
            contradictions.add(rows.get(line), line);
        }
        assertEquals(0, contradictions.count());
    }

    @Test
    void rowsAreCombinedInTheOrderOfTheFirst() {
        List<Reading> rows = List.of(
                Reading.of("a", DATE, 20, 1),
                Reading.of("b", DATE, 5, NONE),
                Reading.of("a", DATE, 20, 0),
                Reading.of("a", DATE, NONE, NONE),
                Reading.of("c", DATE, NONE, NONE));
        assertEquals(
                List.of(
                        Reading.of("a", DATE, 40, 0.5f),
                        Reading.of("b", DATE, 5, NONE),
                        Reading.of("c", DATE, NONE, NONE)),
                combine(rows, true));
        assertEquals(Reading.of("a", DATE, 20, 0.5f), combine(rows, false).get(0));
    }

    private List<Reading> combine(List<Reading> rows, boolean sums) {
        CombinedRows combined = new CombinedRows(columns, sums);
        rows.forEach(combined::add);
        assertEquals(1, combined.combined());
        List<Reading> readings = new ArrayList<>();
        combined.forEach(readings::add);
        return readings;
    }
}
