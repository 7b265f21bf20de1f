package io.undercurrent.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastCsvTest {

    private static final List<Double> QUANTILES = List.of(0.1, 0.5, 0.975);

    @TempDir
    private Path folder;

    private List<String> rows(List<String> targets, String content) throws IOException {
        Path file = Files.writeString(folder.resolve("other.csv"), content);
        List<String> rows = new ArrayList<>();
        try (ForecastCsv csv = ForecastCsv.open(file, targets, QUANTILES)) {
            csv.read((key, target, origin, day, mean, quantiles) -> rows.add(key + " " + target + " "
                    + LocalDate.ofEpochDay(origin) + " " + LocalDate.ofEpochDay(day) + " " + mean + " "
                    + Arrays.toString(quantiles)));
        }
        return rows;
    }

    private String refusal(String content) {
        String message = assertThrows(IllegalArgumentException.class, () -> rows(List.of("sales"), content))
                .getMessage();
        return message.substring(message.lastIndexOf("other.csv"));
    }

    @Test
    void quantilesAreNamedAfterTheirProbability() throws IOException {
        String expected = "a 0 2025-01-31 2025-02-01 NaN [1.0, 2.5, 9.0]";
        String cells = "a,2025-01-31,2025-02-01,9,2.5,1,7\n";
        for (String names : List.of("0.975,0.5,0.1,0.2", "q97.5,q50,q10,q20", "q97_5,q50,q10,x")) {
            assertEquals(List.of(expected), rows(List.of("sales"), "key,origin,day," + names + "\n" + cells), names);
        }
    }

    @Test
    void theMedianMayStandAloneAndTargetsAndMeansHaveColumns() throws IOException {
        String content = "key,target,origin,day,0.5,mean\na,visits,2025-01-31,2025-02-01,3,4\n";
        assertEquals(List.of("a 1 2025-01-31 2025-02-01 4.0 [3.0]"), rows(List.of("sales", "visits"), content));
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        assertEquals(
                "other.csv: expected a column for each of the quantiles [0.1, 0.5, 0.975], named after it, or one for 0.5"
                        + " alone, but the file has key, origin, day, 0.1, 0.5",
                refusal("key,origin,day,0.1,0.5\n"));
        assertEquals("other.csv: expected a column origin, but the file has key, day, 0.5", refusal("key,day,0.5\n"));
        assertEquals(
                "other.csv, line 2: column day: expected a date YYYY-MM-DD, but got '1.2.2025'",
                refusal("key,origin,day,0.5\na,2025-01-31,1.2.2025,3\n"));
        assertEquals(
                "other.csv, line 2: column 0.5: expected a number, but got 'NaN'",
                refusal("key,origin,day,0.5\na,2025-01-31,2025-02-01,NaN\n"));
        assertEquals(
                "other.csv, line 2: column target: expected one of [sales], but got 'visits'",
                refusal("key,origin,day,0.5,target\na,2025-01-31,2025-02-01,1,visits\n"));
    }
}
