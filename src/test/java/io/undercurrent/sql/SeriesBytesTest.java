package io.undercurrent.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import io.undercurrent.stream.state.StateOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** The state of a series in SQL goes on from its bytes, those of every release. */
class SeriesBytesTest {

    /** Of these forecasts, and a little for the rounding of doubles. */
    private static final double STEP = 0.0101;

    private static final int DAY = 20_000;
    private static final String FIXTURE = "series-v2.bin";
    private static final String FIRST_FIXTURE = "series-v1.bin";
    private static final UsualModel MODEL = UsualModel.of(new Columns(List.of("sales"), List.of("promotion")), 7);
    private static final StateOrigin ORIGIN = new StateOrigin(MODEL.id(), MODEL.contract(14));

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

    private static byte[] bytes(StateOrigin origin, SeriesState<ParsedReading> state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        SeriesSerializer.INSTANCE.serialize(new StoredSeries(origin, state), out);
        return out.getCopyOfBuffer();
    }

    private static StoredSeries read(byte[] bytes) throws IOException {
        return SeriesSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes));
    }

    private static byte[] fixture(String name) throws IOException {
        try (InputStream fixture = SeriesBytesTest.class.getResourceAsStream(name)) {
            return fixture.readAllBytes();
        }
    }

    @Test
    void goesOnFromItsBytes() throws IOException {
        SeriesState<ParsedReading> state = begun();
        byte[] bytes = bytes(ORIGIN, state);
        List<Forecast> expected = accept(state, future());
        assertEquals(5 + 2, expected.size());
        StoredSeries read = read(bytes);
        assertEquals(ORIGIN, read.origin());
        assertEquals("a", read.state().key());
        assertArrayEquals(bytes, bytes(ORIGIN, read.state()));
        assertEquals(expected, accept(read.state(), future()));
    }

    /** Flink copies the state of a series that changes while a checkpoint is written. */
    @Test
    void copiesChangeOnTheirOwn() throws IOException {
        SeriesState<ParsedReading> state = begun();
        byte[] before = bytes(ORIGIN, state);
        StoredSeries copy = SeriesSerializer.INSTANCE.copy(new StoredSeries(ORIGIN, state));
        List<Forecast> expected = accept(state, future());
        assertArrayEquals(before, bytes(copy.origin(), copy.state()));
        assertFalse(Arrays.equals(before, bytes(ORIGIN, state)));
        byte[] after = bytes(ORIGIN, state);
        assertEquals(expected, accept(copy.state(), future()));
        assertArrayEquals(after, bytes(ORIGIN, state));

        SeriesState<ParsedReading> empty = new SeriesState<>("b");
        StoredSeries another = SeriesSerializer.INSTANCE.copy(new StoredSeries(ORIGIN, empty));
        assertArrayEquals(bytes(ORIGIN, empty), bytes(ORIGIN, another.state()));
    }

    @Test
    void goesOnFromTheBytesOfVersion2() throws IOException {
        assertGoesOn(accept(begun(), future()), accept(read(fixture(FIXTURE)).state(), future()));
    }

    /** The builds that wrote the fixtures learnt intervals by other rates: quantiles go on from where they were. Medians are the same. */
    private static void assertGoesOn(List<Forecast> expected, List<Forecast> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            double[] values = expected.get(i).values();
            int horizon = expected.get(i).shape().horizon();
            for (int at = 0; at < values.length; at++) {
                double most = at / horizon % 3 == 1 ? STEP : 5 * STEP;
                assertEquals(values[at], actual.get(i).values()[at], most, "forecast " + i + ", value " + at);
            }
        }
    }

    @Test
    void goesOnFromTheBytesOfVersion1() throws IOException {
        List<Forecast> expected = accept(begun(), future());
        StoredSeries read = SeriesBytes.readFirst("a", fixture(FIRST_FIXTURE));
        assertEquals(Optional.empty(), read.refusal(ORIGIN));
        List<Forecast> actual = accept(read.state(), future());
        // That release rounded neither forecasts nor what it learnt, so that a value may be one step away.
        assertGoesOn(expected, actual);
    }

    /** The first release did not say whose hidden states are. */
    @Test
    void refusesTheStateOfAnotherModelOfTheFirstRelease() throws IOException {
        String refusal = SeriesBytes.readFirst("a", fixture(FIRST_FIXTURE))
                .refusal(new StateOrigin("gru48@1f3c9a", MODEL.contract(14)))
                .orElseThrow();
        assertTrue(refusal.startsWith("model gru48@1f3c9a fits the contract"), refusal);
    }

    /** The hidden state is warmed up over the days that the window has, which are all of these. */
    @Test
    void changesOverToTheModelOfALaterQuery() throws IOException {
        ForecastModel before = network(1);
        ForecastModel after = network(2);
        SeriesState<ParsedReading> state = new SeriesState<>("a");
        accept(before, CalibrationOptions.OFF, state, past());
        byte[] bytes = bytes(new StateOrigin(before.id(), before.contract(14)), state);
        SeriesState<ParsedReading> fromTheStart = new SeriesState<>("a");
        accept(after, CalibrationOptions.OFF, fromTheStart, past());

        StoredSeries changed = read(bytes);
        assertEquals(Optional.empty(), changed.refusal(new StateOrigin(after.id(), after.contract(14))));
        List<Forecast> forecasts = accept(after, CalibrationOptions.OFF, changed.state(), future());
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
        byte[] bytes = bytes(ORIGIN, begun());
        String refusal = read(bytes)
                .refusal(new StateOrigin(MODEL.id(), MODEL.contract(7)))
                .orElseThrow();
        assertTrue(refusal.contains("lateness was 14 and is 7"), refusal);
        bytes[0]++;
        IOException newer = assertThrows(IOException.class, () -> read(bytes));
        assertEquals(
                "version of state of a series: expected 2, but got 3: written by a later release?", newer.getMessage());
    }

    /** Writes the fixture. For the next version, change its name and run it once. */
    @Disabled("a fixture is written once, by the release that introduces its version")
    @Test
    void writeFixture() throws IOException {
        Path file = Path.of("src/test/resources/io/undercurrent/sql", FIXTURE);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes(ORIGIN, begun()));
    }
}
