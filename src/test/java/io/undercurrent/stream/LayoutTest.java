package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.calibration.ForecastRows;
import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.engine.step.SeriesStates;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.stream.layout.ForecastHistoryLayout;
import io.undercurrent.stream.layout.ForecastLayout;
import io.undercurrent.stream.layout.ForecastUpdateLayout;
import io.undercurrent.stream.layout.Layout;
import io.undercurrent.stream.layout.SlidingWindowLayout;
import io.undercurrent.stream.layout.StateHistoryLayout;
import io.undercurrent.stream.layout.WindowUpdateLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every layout gives back what was written, in this release and from the bytes that earlier ones left: each fixture is
 * a serializer's snapshot as a savepoint holds it, followed by one value.
 */
class LayoutTest {

    static Stream<Layout<?>> layouts() {
        return LayoutValues.VALUES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    <T> void givesBackWhatWasWritten(Layout<T> layout) throws Exception {
        T value = layout.type().cast(LayoutValues.VALUES.get(layout));
        TypeSerializer<T> serializer = InstantiationUtil.clone(new LayoutSerializer<>(layout));
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        serializer.serialize(value, out);
        DataOutputSerializer copied = new DataOutputSerializer(64);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertSameValue(layout, value, serializer.deserialize(in));
        serializer.copy(in, copied);
        assertEquals(0, in.available(), "every byte is read");
        assertSameValue(layout, value, serializer.deserialize(new DataInputDeserializer(copied.getCopyOfBuffer())));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    <T> void copiesWhatChanges(Layout<T> layout) throws IOException {
        T value = layout.type().cast(LayoutValues.VALUES.get(layout));
        T copy = new LayoutSerializer<>(layout).copy(value);
        assertSameValue(layout, value, copy);
        if (layout.isImmutable()) {
            assertSame(value, copy);
        } else {
            assertNotSame(value, copy);
        }
    }

    @Test
    void copiesShareNothing() {
        SlidingWindow window = LayoutValues.window(0);
        SlidingWindow copy = SlidingWindowLayout.SLIDING_WINDOW.copy(window);
        window.merge(20_003, new double[] {7, 7});
        assertTrue(Double.isNaN(copy.value(20_003, 0)));
        ForecastHistory forecasts = LayoutValues.forecasts("m", "m");
        ForecastHistory kept = ForecastHistoryLayout.FORECAST_HISTORY.copy(forecasts);
        forecasts.add(20_004, LayoutValues.rowsFrom(0), new float[4], "m");
        assertEquals(3, kept.size());
        SeriesStates states = LayoutValues.states();
        SeriesStates copied = StateHistoryLayout.STATE_HISTORY.copy(states);
        states.history(1).dropFrom(20_001);
        assertEquals(2, copied.history(1).size());
    }

    static Stream<Arguments> versions() {
        return layouts()
                .flatMap(layout ->
                        IntStream.rangeClosed(1, layout.version()).mapToObj(version -> Arguments.of(layout, version)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    <T> void readsWhatEachVersionWrote(Layout<T> layout, int version) throws IOException {
        try (InputStream fixture = LayoutTest.class.getResourceAsStream(fixture(layout, version))) {
            DataInputDeserializer in = new DataInputDeserializer(fixture.readAllBytes());
            TypeSerializerSnapshot<T> before =
                    TypeSerializerSnapshot.readVersionedSnapshot(in, LayoutTest.class.getClassLoader());
            T value = before.restoreSerializer().deserialize(in);
            assertEquals(0, in.available(), "every byte is read");
            assertSameValue(layout, layout.type().cast(LayoutValues.value(layout, version)), value);
            assertTrue(!new LayoutSerializer<>(layout)
                    .snapshotConfiguration()
                    .resolveSchemaCompatibility(before)
                    .isIncompatible());
        }
    }

    /** A day that no longer changes needs none of the forecasts made for it. */
    @Test
    void keepsOfAForecastWhatADayCanStillMeet() throws IOException {
        ForecastHistory read = ForecastHistoryLayout.FORECAST_HISTORY.read(
                5,
                new DataInputDeserializer(
                        bytes(ForecastHistoryLayout.FORECAST_HISTORY, LayoutValues.forecasts("m", "n"))));
        assertEquals(20_002, read.firstDay());
        assertArrayEquals(read.rows().from(LayoutValues.rowsFrom(1), 0, 1), read.forecast(0, 1));
        assertArrayEquals(LayoutValues.rowsFrom(9), read.forecast(2, 0));
        assertEquals(1, read.condensed());
        assertArrayEquals(new float[] {0, Float.NaN, 0.25f}, learnt(read));
        assertTrue(read.isLearntAsBefore(2));
    }

    /** What is kept with the oldest origin. */
    private static float[] learnt(ForecastHistory history) {
        int at = history.learntAt(0);
        return Arrays.copyOfRange(history.learnt(), at, at + history.learntSize(0));
    }

    @Test
    void keepsWhatValuesAreToldFrom() throws IOException {
        ForecastRows rows = new ForecastRows(2, 1, 1);
        OriginForecast forecast = new OriginForecast(
                20_000,
                0,
                false,
                17,
                new double[] {0, 123_456_789.25},
                new float[] {1, 2},
                new float[] {3, 4},
                new float[2]);
        ForecastHistory history = ForecastHistory.restore(rows, 20_001, 0, 1, 1);
        history.add(20_000, rows.of(forecast), new float[] {5}, "gru48@1f3c9a");
        ForecastHistory read = ForecastHistoryLayout.FORECAST_HISTORY.read(
                5, new DataInputDeserializer(bytes(ForecastHistoryLayout.FORECAST_HISTORY, history)));
        assertArrayEquals(rows.of(forecast), read.forecast(0, 0));
        assertArrayEquals(new float[] {5}, learnt(read));
    }

    /** Versions before the third had a flag before the days of a window, or an update without forecasts. */
    @Test
    void aForgottenSeriesIsOneInEachVersion() throws IOException {
        DataOutputSerializer window = new DataOutputSerializer(64);
        window.write(new byte[] {0, 0, 0, 1, 'a', 1, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1});
        DataInputDeserializer in = new DataInputDeserializer(window.getCopyOfBuffer());
        WindowUpdate forgotten = new WindowUpdate.Forgotten("a");
        assertEquals(forgotten, WindowUpdateLayout.WINDOW_UPDATE.read(2, in));
        assertEquals(0, in.available(), "every byte is read");
        byte[] now = bytes(WindowUpdateLayout.WINDOW_UPDATE, forgotten);
        assertEquals(forgotten, WindowUpdateLayout.WINDOW_UPDATE.read(5, new DataInputDeserializer(now)));

        byte[] before = {0, 0, 0, 1, 'a', 0, 0, 0, 1, 'm', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        ForecastUpdate cleared = new ForecastUpdate.Forgotten("a");
        assertEquals(cleared, ForecastUpdateLayout.FORECAST_UPDATE.read(2, new DataInputDeserializer(before)));
        byte[] written = bytes(ForecastUpdateLayout.FORECAST_UPDATE, cleared);
        assertEquals(cleared, ForecastUpdateLayout.FORECAST_UPDATE.read(5, new DataInputDeserializer(written)));
    }

    /** Wrote the fixtures. For the next version of a layout, run it once and keep the file of that alone. */
    @Disabled("a fixture is written once, by the release that introduces its version")
    @ParameterizedTest
    @MethodSource("layouts")
    <T> void writeFixture(Layout<T> layout) throws IOException {
        LayoutSerializer<T> serializer = new LayoutSerializer<>(layout);
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        serializer.serialize(layout.type().cast(LayoutValues.VALUES.get(layout)), out);
        Path file = Path.of("src/test/resources/io/undercurrent/stream", fixture(layout, layout.version()));
        Files.createDirectories(file.getParent());
        Files.write(file, out.getCopyOfBuffer());
    }

    private static String fixture(Layout<?> layout, int version) {
        return "layout-" + layout.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-v" + version + ".bin";
    }

    @Test
    void refusesBytesOfALaterReleaseAndOfAnotherLayout() {
        IllegalArgumentException later = assertThrows(
                IllegalArgumentException.class, () -> new LayoutSerializer<>(StateHistoryLayout.STATE_HISTORY, 3));
        assertEquals(
                "version of STATE_HISTORY: expected 1 to 2, but got 3: written by a later release?",
                later.getMessage());
        TypeSerializerSnapshot<?> other = new LayoutSerializer<>(ForecastLayout.FORECAST).snapshotConfiguration();
        assertTrue(new LayoutSerializer<>(StateHistoryLayout.STATE_HISTORY)
                .snapshotConfiguration()
                .resolveSchemaCompatibility(cast(other))
                .isIncompatible());
    }

    @SuppressWarnings("unchecked")
    private static TypeSerializerSnapshot<SeriesStates> cast(TypeSerializerSnapshot<?> other) {
        return (TypeSerializerSnapshot<SeriesStates>) other;
    }

    /**
     * Windows, histories and what holds them are compared by their content: as state they have no equality of their
     * own.
     */
    private static <T> void assertSameValue(Layout<T> layout, T expected, T actual) throws IOException {
        if (layout.isImmutable()) {
            assertEquals(expected, actual);
        } else {
            assertArrayEquals(bytes(layout, expected), bytes(layout, actual));
        }
    }

    private static <T> byte[] bytes(Layout<T> layout, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        layout.write(value, out);
        return out.getCopyOfBuffer();
    }
}
