package io.undercurrent.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.Mappings;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that other programs wrote: see make_fixtures.mjs beside them. */
class ParquetReadingsTest {

    private static final LocalDate DATE = LocalDate.of(2025, 3, 18);
    private static final Columns SALES = Columns.ofTargets("sales");
    private static final FileForm WIDE = new FileForm(',', StandardCharsets.UTF_8, Optional.of("sales"));

    static Path file(String name) {
        URL found = ParquetReadingsTest.class.getResource(name + ".parquet");
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ParquetReadings open(String name, ReadingMapping mapping, Columns columns) throws IOException {
        return ParquetReadings.open(file(name), mapping, FileForm.LONG_CSV, names -> columns);
    }

    private static List<Reading> read(String name, ReadingMapping mapping, Columns columns) throws IOException {
        return all(open(name, mapping, columns));
    }

    private static List<Reading> all(ParquetReadings rows) throws IOException {
        List<Reading> all = new ArrayList<>();
        try (rows) {
            rows.forEachRemaining(all::add);
        }
        return all;
    }

    /** As the rows were made. */
    private static List<Reading> made(int count) {
        List<Reading> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LocalDate day = LocalDate.of(2020, 1, 1).plusDays(i / 5);
            rows.add(Reading.of("s" + i % 5, day, i % 7 == 0 ? Double.NaN : i + 0.5, i % 3 == 0 ? 1 : 0));
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({
        "uncompressed, 60",
        "snappy, 60",
        "gzip, 60",
        "zstd, 60",
        "row-groups, 5000",
        "delta, 3000",
    })
    void readsAllCompressionsAndManyPartsInTheContractsNames(String name, int count) throws IOException {
        Columns columns = new Columns(List.of("sales"), List.of("promotion"));
        assertEquals(made(count), read(name, ReadingMapping.CONTRACT, columns));
    }

    @ParameterizedTest
    @CsvSource({"lz4_raw, LZ4_RAW", "brotli, BROTLI"})
    void namesACompressionThatItDoesNotKnow(String name, String codec) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> read(name, ReadingMapping.CONTRACT, SALES));
        String message = refused.getMessage();
        assertTrue(message.endsWith("expected no compression, gzip, snappy or zstd, but got " + codec), message);
        assertTrue(message.startsWith(file(name) + ", row 1, column "), message);
    }

    @Test
    void readsPagesOfTheSecondKindAndMomentsInTheZone() throws IOException {
        assertEquals(
                List.of(
                        Reading.of("a", DATE, 1.5),
                        Reading.of("a", DATE.plusDays(1), Double.NaN),
                        Reading.of("b", DATE.plusDays(2), 3.5),
                        Reading.of("b", DATE.plusDays(3), Double.NaN),
                        Reading.of("b", DATE.plusDays(4), 5.5)),
                read("pages", ReadingMapping.CONTRACT, SALES));
        assertEquals(
                DATE.plusDays(1),
                read("pages", Mappings.of("zone: Europe/Berlin"), SALES).get(0).date());
    }

    @Test
    void readsMomentsOf96Bits() throws IOException {
        List<Reading> utc = read("int96", ReadingMapping.CONTRACT, SALES);
        assertEquals(
                List.of(1.0, 2.0, 3.0, 4.0, 5.0),
                utc.stream().map(row -> row.values()[0]).toList());
        assertEquals(DATE, utc.get(0).date());
        assertEquals(DATE.plusDays(4), utc.get(4).date());
        assertEquals(
                DATE.plusDays(1),
                read("int96", Mappings.of("zone: Europe/Berlin"), SALES).get(0).date());
    }

    @ParameterizedTest
    @CsvSource({
        "day, 18",
        "clock, 18",
        "clock_ms, 18",
        "clock_ns, 18",
        "moment, 19",
    })
    void takesDaysAsTheSchemaSaysThem(String field, int dayOfMarch) throws IOException {
        ReadingMapping mapping =
                Mappings.of("key-field: item", "zone: Europe/Berlin", "date-field: " + field, "value: sales=small");
        assertEquals(List.of(Reading.of("A", LocalDate.of(2025, 3, dayOfMarch), 318.5)), read("types", mapping, SALES));
    }

    @ParameterizedTest
    @CsvSource({
        "small, 318.5",
        "medium, -318.25",
        "large, 12345678901234567890.1234",
        "whole, 20250318",
        "tiny, -7",
        "big, 9007199254740993",
        "unsigned, 18446744073709551615",
        "unsigned_int, 4294967295",
        "flag, 1",
        "real, 12.5",
        "/shop/id, 17",
        "/shop/sold, 8",
        "comma, 318.5",
    })
    void takesNumbersOfAllTypes(String field, double value) throws IOException {
        ReadingMapping mapping = Mappings.of(
                "key-field: item",
                "date-field: day",
                "numbers-as-text: true",
                "decimal-comma: true",
                "value: sales=" + field);
        assertEquals(List.of(Reading.of("A", DATE, value)), read("types", mapping, SALES));
    }

    @ParameterizedTest
    @CsvSource({
        "store, 17",
        "whole, 20250318",
        "sensor, 123e4567-e89b-12d3-a456-426614174000",
        "level, b",
        "/shop/zone/name, north",
    })
    void takesKeysOfAllTypes(String field, String key) throws IOException {
        ReadingMapping mapping = Mappings.of("key-field: " + field, "date-field: day", "value: sales=small");
        assertEquals(List.of(Reading.of(key, DATE, 318.5)), read("types", mapping, SALES));
    }

    @Test
    void appliesTheRestOfTheMapping() throws IOException {
        ReadingMapping mapping = Mappings.of(
                "key-field: store,item",
                "key-separator: /",
                "date-field: day",
                "value: sales=small,gone=tiny,nothing=none",
                "multiply: sales=0.1",
                "missing: -7,NaN");
        assertEquals(
                List.of(Reading.of("17/A", DATE, 31.85, Double.NaN, Double.NaN)),
                read("types", mapping, Columns.ofTargets("sales", "gone", "nothing")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-key | key: key | , row 1, key: expected the name of the series, but got 'null'",
                "types | key-field: real | , row 1, real: expected a text or a whole number, but got '12.5'",
                "types | value: sales=none | , row 1, none: expected a finite number up to 3.4e38, but got 'NaN'",
                "types | value: sales=comma | , row 1, comma: expected a number or null, but got the text '318,5'",
                "types | value: sales=bytes | , row 1, column bytes: expected a text in UTF-8, but got other bytes",
                "types | date-form: dd.MM.yyyy | , row 1, day: expected a date as dd.MM.yyyy, but got the number '20165'",
                "types | date-field: item | , row 1, item: expected a day of the calendar as YYYY-MM-DD, but got the text 'A'",
                "types | key-field: shop | : expected numbers, texts, truth values or days, one a row, in shop, but it is a list",
                "types | value: sales=several | : expected numbers, texts, truth values or days, one a row, in several, but it is",
                "types | value: sales=/named/a | : expected a column /named/a, but the file has store, item, day,",
                "types | value: sales=span | in span, but it is optional fixed_len_byte_array(12) span (INTERVAL)",
                "types | date-field: dt | : expected a column dt, but the file has store, item, day, clock, clock_ms, clock_ns",
            })
    void saysWhereARowOrColumnDoesNotFit(String name, String setting, String expected) {
        List<String> settings = new ArrayList<>();
        if (name.equals("types")) {
            for (String usual : List.of("key-field: item", "date-field: day", "value: sales=small")) {
                if (!usual.startsWith(setting.substring(0, setting.indexOf(':') + 1))) {
                    settings.add(usual);
                }
            }
            settings.add(setting);
        }
        ReadingMapping mapping = Mappings.of(settings.toArray(String[]::new));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> read(name, mapping, SALES));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
        assertTrue(refused.getMessage().startsWith(file(name).toString()), refused.getMessage());
    }

    @Test
    void aDeletedRowTakesBackTheValuesOfItsDay() throws IOException {
        assertEquals(
                List.of(Reading.of("a", DATE, Reading.RETRACTED)), read("deleted", ReadingMapping.CONTRACT, SALES));
    }

    @Test
    void offersColumnsOfNumbers() throws IOException {
        assertEquals(
                List.of("small", "medium", "large", "tiny", "big", "unsigned", "unsigned_int", "flag", "real", "none"),
                offered("key-field: store", "date-field: day", "value: tiny=tiny").stream()
                        .filter(name -> !name.equals("whole"))
                        .toList());
        assertTrue(offered("key-field: store", "date-field: day", "value: sales=/shop/sold")
                .contains("sales"));
        assertTrue(offered("key-field: store", "date-field: day", "numbers-as-text: true")
                .contains("comma"));
    }

    private List<String> offered(String... settings) throws IOException {
        List<String> offered = new ArrayList<>();
        Function<List<String>, Columns> choice = names -> {
            offered.addAll(names);
            return Columns.ofTargets("small");
        };
        ParquetReadings.open(file("types"), Mappings.of(settings), FileForm.LONG_CSV, choice)
                .close();
        return offered;
    }

    @Test
    void readsAColumnForEachSeries() throws IOException {
        ReadingMapping mapping = Mappings.of("date-field: day", "multiply: sales=10");
        assertEquals(
                List.of(
                        Reading.of("17", DATE, 105),
                        Reading.of("17", DATE.plusDays(1), 115),
                        Reading.of("/18", DATE.plusDays(1), 10),
                        Reading.of("17", DATE.plusDays(2), 125),
                        Reading.of("/18", DATE.plusDays(2), 20)),
                all(ParquetReadings.open(file("wide"), mapping, WIDE, names -> SALES)));
        assertThrows(
                IllegalArgumentException.class,
                () -> ParquetReadings.open(file("wide"), mapping, WIDE, names -> Columns.ofTargets("other")));
    }

    @Test
    void hasNoRowsWhereThereAreNone() throws IOException {
        assertEquals(List.of(), read("empty", ReadingMapping.CONTRACT, SALES));
    }

    @Test
    void refusesHowTextsAreMade() {
        FileForm semicolons = new FileForm(';', StandardCharsets.UTF_8, Optional.empty());
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> ParquetReadings.open(file("gzip"), ReadingMapping.CONTRACT, semicolons, names -> SALES));
        assertEquals(
                file("gzip") + ": expected CSV with --delimiter or --charset, but the file is Parquet",
                refused.getMessage());
    }
}
