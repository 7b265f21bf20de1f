package io.undercurrent.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReadingWriterTest {

    private static final Columns COLUMNS = new Columns(List.of("temperature", "sales"), List.of("promotion"));
    private static final LocalDate DATE = LocalDate.of(2025, 3, 18);

    private final ReadingWriter writer = new ReadingWriter(COLUMNS);

    @Test
    void writesTheMessageOfTheContract() {
        assertEquals(
                "{\"key\":\"store-17\",\"date\":\"2025-03-18\",\"temperature\":12.4,\"sales\":318}",
                text(Reading.of("store-17", DATE, 12.4, 318, Double.NaN)));
    }

    @Test
    void namesTheTargetsOfAReadingWithoutValues() {
        assertEquals(
                "{\"key\":\"a\",\"date\":\"2025-03-18\",\"temperature\":null,\"sales\":null}",
                text(Reading.of("a", DATE, Double.NaN, Double.NaN, Double.NaN)));
    }

    @Test
    void writesAReadingThatTakesAllBackAsADeletedRow() {
        Reading deleted = Reading.of("a", DATE, Reading.RETRACTED, Reading.RETRACTED, Reading.RETRACTED);
        assertEquals(new ReadingParser.Accepted(deleted), new ReadingParser(COLUMNS).parse(writer.write(deleted)));
        assertThrows(
                IllegalArgumentException.class, () -> writer.write(Reading.of("a", DATE, 1, Reading.RETRACTED, 1)));
    }

    @Test
    void writesYearsWithFourDigits() {
        assertEquals(
                "{\"key\":\"a\",\"date\":\"0033-04-03\",\"sales\":1}",
                text(Reading.of("a", LocalDate.of(33, 4, 3), Double.NaN, 1, Double.NaN)));
    }

    @Test
    void theParserGivesBackTheSameBits() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        ReadingParser parser = new ReadingParser(COLUMNS);
        for (int i = 0; i < 20_000; i++) {
            Reading reading = Reading.of("k\"\\" + i, DATE.plusDays(i), any(random), any(random), any(random));
            assertEquals(
                    new ReadingParser.Accepted(reading),
                    parser.parse(writer.write(reading)),
                    "seed " + seed + ", case " + i);
        }
    }

    private static double any(SplittableRandom random) {
        double value = random.nextInt(4) == 0
                ? random.nextInt(100_000_000)
                : Float.intBitsToFloat(random.nextInt()) * (1 + random.nextDouble());
        return Float.isFinite((float) value) && value != 0 ? value : Double.NaN;
    }

    @Test
    void refusesAReadingOfOtherColumns() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> writer.write(Reading.of("a", DATE, 1)));
        assertEquals("values: expected 3 for [temperature, sales, promotion], but got 1", refused.getMessage());
    }

    private String text(Reading reading) {
        return new String(writer.write(reading), UTF_8);
    }
}
