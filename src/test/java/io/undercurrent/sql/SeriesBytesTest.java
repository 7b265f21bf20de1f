package io.undercurrent.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.SeriesEngine;
import io.undercurrent.engine.SeriesReceiver;
import io.undercurrent.engine.SeriesState;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.model.usual.UsualModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.SourceRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** The state of a series in SQL goes on from its bytes, those of every release. */
class SeriesBytesTest {

    private static final int DAY = 20_000;
    private static final String FIXTURE = "series-v1.bin";
    private static final UsualModel MODEL = UsualModel.of(new Columns(List.of("sales"), List.of("promotion")), 7);
    private static final SeriesBytes BYTES = new SeriesBytes(MODEL.contract(14), MODEL.id());

    private static ParsedReading reading(int day, double sales) {
        return new ParsedReading(
                new Reading("a", DAY + day, new double[] {sales, day % 5 == 0 ? 1 : 0}),
                SourceRecord.none(SourceRecord.NO_TIMESTAMP));
    }

    /** Twenty days, and a jump that waits. */
    private static List<ParsedReading> past() {
        List<ParsedReading> readings = new ArrayList<>();
        for (int day = 0; day < 20; day++) {
            readings.add(reading(day, 100 + day % 7));
        }
        readings.add(reading(200, 7));
        return readings;
    }

    private static final class Forecasts implements SeriesReceiver<ParsedReading> {

        final List<Forecast> all = new ArrayList<>();

        @Override
        public void forecast(Forecast forecast) {
            all.add(forecast);
        }

        @Override
        public void score(DayScore score) {
            // Not asked for.
        }

        @Override
        public void reject(ParsedReading message, Rejection rejection) {
            throw new AssertionError(message + ": " + rejection);
        }
    }

    private static List<Forecast> accept(SeriesState<ParsedReading> state, List<ParsedReading> readings) {
        return accept(MODEL, CalibrationOptions.DEFAULT, state, readings);
    }

    private static List<Forecast> accept(
            ForecastModel model,
            CalibrationOptions calibration,
            SeriesState<ParsedReading> state,
            List<ParsedReading> readings) {
        Forecasts forecasts = new Forecasts();
        try (SeriesEngine<ParsedReading> engine = new SeriesEngine<>(model, TimeLimits.DEFAULT, calibration)) {
            readings.forEach(reading -> engine.accept(reading, state, forecasts));
        }
        return forecasts.all;
    }

    /** A correction, and what the jump waited for. */
    private static List<ParsedReading> future() {
        return List.of(reading(15, 90), reading(201, 8));
    }

    private static SeriesState<ParsedReading> begun() {
        SeriesState<ParsedReading> state = new SeriesState<>("a");
        accept(state, past());
        return state;
    }

    @Test
    void goesOnFromItsBytes() throws IOException {
        SeriesState<ParsedReading> state = begun();
        byte[] bytes = BYTES.write(state);
        List<Forecast> expected = accept(state, future());
        assertEquals(5 + 2, expected.size());
        SeriesState<ParsedReading> read = BYTES.read("a", bytes);
        assertArrayEquals(bytes, BYTES.write(read));
        assertEquals(expected, accept(read, future()));
    }

    @Test
    void goesOnFromTheBytesOfVersion1() throws IOException {
        try (InputStream fixture = SeriesBytesTest.class.getResourceAsStream(FIXTURE)) {
            List<Forecast> expected = accept(begun(), future());
            List<Forecast> actual = accept(BYTES.read("a", fixture.readAllBytes()), future());
            assertEquals(expected.size(), actual.size());
            for (int i = 0; i < expected.size(); i++) {
                // That release rounded neither forecasts nor what it learnt, so that a value may be one step away.
                assertArrayEquals(expected.get(i).values(), actual.get(i).values(), 0.0101, "forecast " + i);
            }
        }
    }

    /** The first release did not say whose hidden states are. */
    @Test
    void refusesTheStateOfAnotherModelOfTheFirstRelease() throws IOException {
        try (InputStream fixture = SeriesBytesTest.class.getResourceAsStream(FIXTURE)) {
            byte[] bytes = fixture.readAllBytes();
            String message = assertThrows(
                            IllegalStateException.class,
                            () -> new SeriesBytes(MODEL.contract(14), "gru48@1f3c9a").read("a", bytes))
                    .getMessage();
            assertTrue(message.startsWith("model: model gru48@1f3c9a fits the contract"), message);
        }
    }

    /** The hidden state is warmed up over the days that the window has, which are all of these. */
    @Test
    void changesOverToTheModelOfALaterQuery() throws IOException {
        ForecastModel before = network(1);
        ForecastModel after = network(2);
        SeriesState<ParsedReading> state = new SeriesState<>("a");
        accept(before, CalibrationOptions.OFF, state, past());
        byte[] bytes = new SeriesBytes(before.contract(14), before.id()).write(state);
        SeriesState<ParsedReading> fromTheStart = new SeriesState<>("a");
        accept(after, CalibrationOptions.OFF, fromTheStart, past());

        SeriesState<ParsedReading> changed = new SeriesBytes(after.contract(14), after.id()).read("a", bytes);
        List<Forecast> forecasts = accept(after, CalibrationOptions.OFF, changed, future());
        assertEquals(accept(after, CalibrationOptions.OFF, fromTheStart, future()), forecasts);
        assertEquals(after.id(), forecasts.get(0).model());
    }

    private static ForecastModel network(long seed) {
        return RecurrentModel.untrained(
                new ModelSpec(
                        MODEL.columns(), List.of(true), 21, 7, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8),
                seed);
    }

    @Test
    void refusesTheStateOfAnotherContractAndThatOfALaterRelease() throws IOException {
        byte[] bytes = BYTES.write(begun());
        IllegalStateException later = assertThrows(
                IllegalStateException.class, () -> new SeriesBytes(MODEL.contract(7), MODEL.id()).read("a", bytes));
        assertTrue(later.getMessage().contains("lateness was 14 and is 7"), later.getMessage());
        bytes[0]++;
        IOException newer = assertThrows(IOException.class, () -> BYTES.read("a", bytes));
        assertEquals(
                "version of state of a series: expected 1 to 1, but got 2: written by a later release?",
                newer.getMessage());
    }

    /** Writes the fixture. For the next version, change its name and run it once. */
    @Disabled("a fixture is written once, by the release that introduces its version")
    @Test
    void writeFixture() throws IOException {
        Path file = Path.of("src/test/resources/io/undercurrent/sql", FIXTURE);
        Files.createDirectories(file.getParent());
        Files.write(file, BYTES.write(begun()));
    }
}
