package io.undercurrent.training.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvReader;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.HistoryBuilder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AbsurdValueTest {

    @Test
    void namesEachNumberWithItsFirstSeriesAndDay() throws Exception {
        Columns columns = Columns.ofTargets("value");
        HistoryBuilder histories = new HistoryBuilder(1);
        Path file = Path.of(
                AbsurdValueTest.class.getResource("/cases/minus-9999.csv").toURI());
        try (ReadingCsvReader rows = ReadingCsv.read(file, columns)) {
            rows.forEachRemaining(histories::add);
        }
        assertEquals(
                List.of(
                        new AbsurdValue("value", -999_999, 12, "gauge-999999", day("2022-01-06")),
                        new AbsurdValue("value", -9999, 4, "station-9999", day("2023-12-02"))),
                AbsurdValue.of(histories.build(), columns));
    }

    private static int day(String date) {
        return Math.toIntExact(LocalDate.parse(date).toEpochDay());
    }
}
