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
import io.undercurrent.calibration.Outcome;
import io.undercurrent.engine.step.StateHistory;
import io.undercurrent.engine.window.Backlog;
import io.undercurrent.engine.window.HeldJump;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.engine.window.WindowUpdate.Origin;
import io.undercurrent.engine.window.WindowUpdate.Run;
import io.undercurrent.series.Columns;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Reading;
import io.undercurrent.series.RejectedReading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.TargetScore;
import io.undercurrent.stream.layout.DayScoreLayout;
import io.undercurrent.stream.layout.ForecastHistoryLayout;
import io.undercurrent.stream.layout.ForecastLayout;
import io.undercurrent.stream.layout.ForecastUpdateLayout;
import io.undercurrent.stream.layout.HeldJumpLayout;
import io.undercurrent.stream.layout.Layout;
import io.undercurrent.stream.layout.ParsedReadingLayout;
import io.undercurrent.stream.layout.ReadingLayout;
import io.undercurrent.stream.layout.RejectedReadingLayout;
import io.undercurrent.stream.layout.RejectedRecordLayout;
import io.undercurrent.stream.layout.SlidingWindowLayout;
import io.undercurrent.stream.layout.SourceRecordLayout;
import io.undercurrent.stream.layout.StateHistoryLayout;
import io.undercurrent.stream.layout.StateOriginLayout;
import io.undercurrent.stream.layout.WindowUpdateLayout;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.stream.state.StateOrigin;
import io.undercurrent.stream.state.StoredJump;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private static final SourceRecord SOURCE =
            new SourceRecord("readings", 3, 1L << 40, 1_742_256_000_000L, null, new byte[] {0, -1, 127});

    /** With what messages did not always have. */
    private static final SourceRecord SOURCE_WITH_HEADERS = new SourceRecord(
            "readings",
            3,
            1L << 40,
            1_742_256_000_000L,
            null,
            new byte[] {0, -1, 127},
            Map.of("ce_subject", new byte[] {'a'}));

    /** One value of each layout. The fixtures hold the same values: they are not changed, but added to. */
    private static final Map<Layout<?>, Object> VALUES = Map.ofEntries(
            Map.entry(SourceRecordLayout.SOURCE_RECORD, SOURCE_WITH_HEADERS),
            Map.entry(
                    ParsedReadingLayout.PARSED_READING,
                    new ParsedReading(
                            new Reading("Zürich \uD83C\uDF21", -719_162, new double[] {1.5, Double.NaN}),
                            SOURCE_WITH_HEADERS)),
            Map.entry(
                    RejectedRecordLayout.REJECTED_RECORD,
                    new RejectedRecord(
                            SOURCE_WITH_HEADERS, new Rejection(Rejection.Reason.TOO_LATE, "date: expected …"))),
            Map.entry(ReadingLayout.READING, new Reading("Zürich", -719_162, new double[] {1.5, Double.NaN})),
            Map.entry(
                    RejectedReadingLayout.REJECTED_READING,
                    new RejectedReading(
                            new Reading("a", 20_000, new double[] {1.5}),
                            new Rejection(Rejection.Reason.TOO_LATE, "date: expected …"))),
            Map.entry(SlidingWindowLayout.SLIDING_WINDOW, window()),
            Map.entry(StateHistoryLayout.STATE_HISTORY, history()),
            Map.entry(
                    WindowUpdateLayout.WINDOW_UPDATE,
                    new WindowUpdate.Changed(
                            "a",
                            window(),
                            20_003,
                            20_001,
                            List.of(new Run(20_000, 20_001, false), new Run(20_003, 20_003, true)),
                            List.of(new Origin(20_000, 300, false), new Origin(20_003, 0, true)))),
            Map.entry(
                    StateOriginLayout.STATE_ORIGIN, new StateOrigin("gru48@1f3c9a", contract(List.of(0.1, 0.5, 0.9)))),
            Map.entry(
                    HeldJumpLayout.HELD_JUMP,
                    new StoredJump(
                            new HeldJump(1_742_256_000_001L, 20_100, new Backlog(2, 6)),
                            List.of(
                                    new ParsedReading(new Reading("a", 20_100, new double[] {1, Double.NaN}), SOURCE),
                                    new ParsedReading(
                                            new Reading("a", 20_101, new double[] {Double.NaN, 2}),
                                            SOURCE_WITH_HEADERS)))),
            Map.entry(
                    ForecastLayout.FORECAST,
                    new Forecast(
                            "a",
                            20_003,
                            2,
                            "gru48@1f3c9a",
                            Forecast.Source.BASELINE,
                            true,
                            17,
                            new ForecastShape(List.of("sales", "temperature"), List.of(0.1, 0.5), 2),
                            new double[] {1, 2, 3, 4, 5, 6, 7, Double.NaN})),
            Map.entry(ForecastUpdateLayout.FORECAST_UPDATE, forecastUpdate(20_001, 17)),
            Map.entry(ForecastHistoryLayout.FORECAST_HISTORY, forecasts()),
            Map.entry(
                    DayScoreLayout.DAY_SCORE,
                    new DayScore(
                            "a",
                            20_003,
                            1,
                            "gru48@1f3c9a",
                            true,
                            List.of(new TargetScore(
                                    "sales",
                                    3,
                                    Float.NaN,
                                    new Forecast.Source[] {null, Forecast.Source.BASELINE},
                                    new double[] {Double.NaN, 4},
                                    new float[] {Float.NaN, 0.25f},
                                    List.of(new TargetScore.Inside(0.8, new boolean[] {false, true})),
                                    new double[] {Double.NaN, 2},
                                    new double[] {2.5, Double.NaN})))));

    /** What the fixtures of version 1 hold where that is not the same. */
    private static final Map<Layout<?>, Object> VALUES_OF_VERSION_1 = Map.of(
            ForecastLayout.FORECAST,
            new Forecast(
                    "a",
                    20_003,
                    2,
                    "gru48@1f3c9a",
                    Forecast.Source.BASELINE,
                    true,
                    Forecast.UNKNOWN_DAYS,
                    new ForecastShape(List.of("sales", "temperature"), List.of(0.1, 0.5), 2),
                    new double[] {1, 2, 3, 4, 5, 6, 7, Double.NaN}),
            ForecastUpdateLayout.FORECAST_UPDATE,
            forecastUpdate(Integer.MIN_VALUE, Forecast.UNKNOWN_DAYS),
            StateOriginLayout.STATE_ORIGIN,
            new StateOrigin("gru48@1f3c9a", contract(List.of())),
            DayScoreLayout.DAY_SCORE,
            new DayScore(
                    "a",
                    20_003,
                    1,
                    "gru48@1f3c9a",
                    false,
                    List.of(new TargetScore(
                            "sales",
                            3,
                            Float.NaN,
                            new Forecast.Source[] {null, Forecast.Source.BASELINE},
                            new double[] {Double.NaN, 4},
                            new float[] {Float.NaN, 0.25f},
                            List.of(new TargetScore.Inside(0.8, new boolean[] {false, true})),
                            new double[] {Double.NaN, 2},
                            new double[] {Double.NaN, Double.NaN}))));

    /** What the fixtures of version 2, and those of version 1 that are not above, hold where that is not the same. */
    private static final Map<Layout<?>, Object> VALUES_OF_VERSION_2 = Map.of(
            ForecastUpdateLayout.FORECAST_UPDATE,
            forecastUpdate(Integer.MIN_VALUE, 17),
            WindowUpdateLayout.WINDOW_UPDATE,
            new WindowUpdate.Unplanned("a", window(), 20_003, 20_000, 20_003));

    /** What fixtures hold from before messages had headers, by the last version of which that is so. */
    private static final Map<Layout<?>, Map.Entry<Integer, Object>> VALUES_WITHOUT_HEADERS = Map.of(
            SourceRecordLayout.SOURCE_RECORD,
            Map.entry(1, SOURCE),
            ParsedReadingLayout.PARSED_READING,
            Map.entry(
                    2,
                    new ParsedReading(
                            new Reading("Zürich \uD83C\uDF21", -719_162, new double[] {1.5, Double.NaN}), SOURCE)),
            RejectedRecordLayout.REJECTED_RECORD,
            Map.entry(1, new RejectedRecord(SOURCE, new Rejection(Rejection.Reason.TOO_LATE, "date: expected …"))),
            HeldJumpLayout.HELD_JUMP,
            Map.entry(
                    2,
                    new StoredJump(
                            new HeldJump(1_742_256_000_001L, 20_100, new Backlog(2, 6)),
                            List.of(
                                    new ParsedReading(new Reading("a", 20_100, new double[] {1, Double.NaN}), SOURCE),
                                    new ParsedReading(
                                            new Reading("a", 20_101, new double[] {Double.NaN, 2}), SOURCE)))));

    private static Object value(Layout<?> layout, int version) {
        Map.Entry<Integer, Object> before = VALUES_WITHOUT_HEADERS.get(layout);
        if (before != null && version <= before.getKey()) {
            return before.getValue();
        }
        Object value = VALUES.get(layout);
        if (version <= 2 && version < layout.version()) {
            value = VALUES_OF_VERSION_2.getOrDefault(layout, value);
        }
        return version == 1 ? VALUES_OF_VERSION_1.getOrDefault(layout, value) : value;
    }

    private static ForecastUpdate forecastUpdate(int openFrom, int days) {
        return new ForecastUpdate.Made(
                "a",
                "gru48@1f3c9a",
                openFrom,
                20_002,
                List.of(new ForecastUpdate.Origin(
                        forecastFrom(20_003, days),
                        new Outcome(
                                20_003,
                                new double[] {7},
                                new float[] {0.5f},
                                new double[] {Double.NaN},
                                new boolean[1]))));
    }

    /** One target, two quantiles, three days ahead. */
    private static OriginForecast forecastFrom(int origin, int days) {
        return new OriginForecast(
                origin,
                3,
                true,
                days,
                new double[1],
                new float[] {1, 2, 3, 4, 5, 6},
                new float[] {1.5f, 2.5f, 3.5f},
                new float[] {Float.NaN});
    }

    /** One target, two quantiles, three days ahead: one no day goes back to, one with what nothing was learnt after. */
    private static ForecastHistory forecasts() {
        float[] learnt = {0, 1, -0.5f, 2};
        ForecastHistory history = ForecastHistory.restore(new ForecastRows(1, 2, 3), 20_002, 1, 3);
        history.add(20_000, rowsFrom(1), new float[] {0, Float.NaN, 0.25f});
        history.add(20_001, rowsFrom(7), learnt);
        history.add(20_003, rowsFrom(9), learnt);
        return history;
    }

    /** Scale, reference in two floats, then lower quantile, upper quantile and baseline of each day. */
    private static float[] rowsFrom(float first) {
        return new float[] {
            Float.NaN, 0, 0, first, first + 1, first + 0.5f, 3, 4, 3.5f, 5, 6, 5.5f,
        };
    }

    private static SeriesContract contract(List<Double> quantiles) {
        return new SeriesContract(new Columns(List.of("sales"), List.of("promotion", "price")), quantiles, 28, 56, 14);
    }

    private static SlidingWindow window() {
        SlidingWindow window = new SlidingWindow(1, 1, 4, 1);
        window.advanceTo(20_000);
        window.merge(20_000, new double[] {1, 2});
        window.advanceTo(20_003);
        window.merge(20_003, new double[] {Double.NaN, 5});
        window.revise(20_003);
        for (int revision = 0; revision <= 300; revision++) {
            window.revise(20_000);
        }
        window.announce(20_004, new double[] {Double.NaN, 8});
        return window;
    }

    private static StateHistory history() {
        StateHistory history = new StateHistory();
        history.record(20_000, new float[] {0.25f, -0.5f});
        history.record(20_001, new float[] {0.75f, -1e-30f});
        return history;
    }

    static Stream<Layout<?>> layouts() {
        return VALUES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    <T> void givesBackWhatWasWritten(Layout<T> layout) throws Exception {
        T value = layout.type().cast(VALUES.get(layout));
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
        T value = layout.type().cast(VALUES.get(layout));
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
        SlidingWindow window = window();
        SlidingWindow copy = SlidingWindowLayout.SLIDING_WINDOW.copy(window);
        window.merge(20_003, new double[] {7, 7});
        assertTrue(Double.isNaN(copy.value(20_003, 0)));
        ForecastHistory forecasts = forecasts();
        ForecastHistory kept = ForecastHistoryLayout.FORECAST_HISTORY.copy(forecasts);
        forecasts.add(20_004, rowsFrom(0), new float[4]);
        assertEquals(3, kept.size());
        StateHistory history = history();
        StateHistory states = StateHistoryLayout.STATE_HISTORY.copy(history);
        history.dropFrom(20_001);
        assertEquals(2, states.size());
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
            assertSameValue(layout, layout.type().cast(value(layout, version)), value);
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
                2, new DataInputDeserializer(bytes(ForecastHistoryLayout.FORECAST_HISTORY, forecasts())));
        assertEquals(20_002, read.firstDay());
        assertArrayEquals(new float[] {Float.NaN, 0, 0, 3, 4, 3.5f, 5, 6, 5.5f}, read.forecast(0));
        assertArrayEquals(rowsFrom(9), read.forecast(2));
        assertEquals(1, read.condensed());
        assertArrayEquals(new float[] {0, Float.NaN, 0.25f}, read.learnt(0));
        assertSame(read.learnt(1), read.learnt(2), "written once");
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
        ForecastHistory history = ForecastHistory.restore(rows, 20_001, 0, 1);
        history.add(20_000, rows.of(forecast), new float[] {5});
        ForecastHistory read = ForecastHistoryLayout.FORECAST_HISTORY.read(
                2, new DataInputDeserializer(bytes(ForecastHistoryLayout.FORECAST_HISTORY, history)));
        assertArrayEquals(rows.of(forecast), read.forecast(0));
        assertArrayEquals(new float[] {5}, read.learnt(0));
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
        assertEquals(forgotten, WindowUpdateLayout.WINDOW_UPDATE.read(3, new DataInputDeserializer(now)));

        byte[] before = {0, 0, 0, 1, 'a', 0, 0, 0, 1, 'm', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        ForecastUpdate cleared = new ForecastUpdate.Forgotten("a");
        assertEquals(cleared, ForecastUpdateLayout.FORECAST_UPDATE.read(2, new DataInputDeserializer(before)));
        byte[] written = bytes(ForecastUpdateLayout.FORECAST_UPDATE, cleared);
        assertEquals(cleared, ForecastUpdateLayout.FORECAST_UPDATE.read(3, new DataInputDeserializer(written)));
    }

    /** Wrote the fixtures. For the next version of a layout, run it once and keep the file of that alone. */
    @Disabled("a fixture is written once, by the release that introduces its version")
    @ParameterizedTest
    @MethodSource("layouts")
    <T> void writeFixture(Layout<T> layout) throws IOException {
        LayoutSerializer<T> serializer = new LayoutSerializer<>(layout);
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        serializer.serialize(layout.type().cast(VALUES.get(layout)), out);
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
                IllegalArgumentException.class, () -> new LayoutSerializer<>(StateHistoryLayout.STATE_HISTORY, 2));
        assertEquals(
                "version of STATE_HISTORY: expected 1 to 1, but got 2: written by a later release?",
                later.getMessage());
        TypeSerializerSnapshot<?> other = new LayoutSerializer<>(ForecastLayout.FORECAST).snapshotConfiguration();
        assertTrue(new LayoutSerializer<>(StateHistoryLayout.STATE_HISTORY)
                .snapshotConfiguration()
                .resolveSchemaCompatibility(cast(other))
                .isIncompatible());
    }

    @SuppressWarnings("unchecked")
    private static TypeSerializerSnapshot<StateHistory> cast(TypeSerializerSnapshot<?> other) {
        return (TypeSerializerSnapshot<StateHistory>) other;
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
