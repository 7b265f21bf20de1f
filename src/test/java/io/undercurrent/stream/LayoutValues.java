package io.undercurrent.stream;

import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.calibration.ForecastRows;
import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.calibration.Outcome;
import io.undercurrent.calibration.Speaker;
import io.undercurrent.engine.step.SeriesStates;
import io.undercurrent.engine.step.StateHistory;
import io.undercurrent.engine.step.StateOwner;
import io.undercurrent.engine.window.Backlog;
import io.undercurrent.engine.window.HeldJump;
import io.undercurrent.engine.window.Term;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.engine.window.WindowUpdate.Origin;
import io.undercurrent.engine.window.WindowUpdate.Part;
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
import io.undercurrent.stream.layout.AnomalyLayout;
import io.undercurrent.stream.layout.ComparedDaysLayout;
import io.undercurrent.stream.layout.DayScoreLayout;
import io.undercurrent.stream.layout.ForecastHistoryLayout;
import io.undercurrent.stream.layout.ForecastLayout;
import io.undercurrent.stream.layout.ForecastUpdateLayout;
import io.undercurrent.stream.layout.HeldJumpLayout;
import io.undercurrent.stream.layout.HeldSeriesLayout;
import io.undercurrent.stream.layout.Layout;
import io.undercurrent.stream.layout.ParsedReadingLayout;
import io.undercurrent.stream.layout.ReadingLayout;
import io.undercurrent.stream.layout.RejectedReadingLayout;
import io.undercurrent.stream.layout.RejectedRecordLayout;
import io.undercurrent.stream.layout.SlidingWindowLayout;
import io.undercurrent.stream.layout.SourceRecordLayout;
import io.undercurrent.stream.layout.StateHistoryLayout;
import io.undercurrent.stream.layout.StateOriginLayout;
import io.undercurrent.stream.layout.SuccessorLayout;
import io.undercurrent.stream.layout.WindowUpdateLayout;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.stream.state.StateOrigin;
import io.undercurrent.stream.state.StoredJump;
import java.util.List;
import java.util.Map;

/** Values of each layout, as its fixtures hold them. */
final class LayoutValues {

    private static final SourceRecord SOURCE =
            new SourceRecord("readings", 3, 1L << 40, 1_742_256_000_000L, null, new byte[] {0, -1, 127});

    /** Of a forecast by the one model of an update, of which no more was told. */
    private static final Speaker UNTOLD = new Speaker("gru48@1f3c9a", Forecast.UNKNOWN_GENERATION, Integer.MIN_VALUE);

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
    static final Map<Layout<?>, Object> VALUES = Map.ofEntries(
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
            Map.entry(SlidingWindowLayout.SLIDING_WINDOW, window(3)),
            Map.entry(ComparedDaysLayout.COMPARED_DAYS, ShadowValues.comparedDays()),
            Map.entry(StateHistoryLayout.STATE_HISTORY, states()),
            Map.entry(SuccessorLayout.SUCCESSOR, ShadowValues.SUCCESSOR),
            Map.entry(WindowUpdateLayout.WINDOW_UPDATE, ShadowValues.WINDOW_UPDATE),
            Map.entry(
                    StateOriginLayout.STATE_ORIGIN,
                    new StateOrigin(
                            "gru48@1f3c9a", contract(List.of(0.1, 0.5, 0.9)).withWarmUp(21), "gru48@000000")),
            Map.entry(
                    HeldJumpLayout.HELD_JUMP,
                    new StoredJump(
                            new HeldJump(1_742_256_000_001L, 20_100, new Backlog(2, 6)),
                            List.of(
                                    new ParsedReading(new Reading("a", 20_100, new double[] {1, Double.NaN}), SOURCE),
                                    new ParsedReading(
                                            new Reading("a", 20_101, new double[] {Double.NaN, 2}),
                                            SOURCE_WITH_HEADERS)))),
            Map.entry(ForecastLayout.FORECAST, SumsValues.FORECAST),
            Map.entry(HeldSeriesLayout.HELD_SERIES, SumsValues.heldSeries()),
            Map.entry(ForecastUpdateLayout.FORECAST_UPDATE, AnomalyValues.forecastUpdate()),
            Map.entry(AnomalyLayout.ANOMALY, AnomalyValues.anomaly(AnomalyValues.MISSING)),
            Map.entry(ForecastHistoryLayout.FORECAST_HISTORY, forecasts("gru48@000000", "gru48@1f3c9a")),
            Map.entry(DayScoreLayout.DAY_SCORE, AnomalyValues.score(TargetScore.Cause.REPETITION)));

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
            forecastUpdate(Integer.MIN_VALUE, Forecast.UNKNOWN_DAYS, UNTOLD),
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
                    new double[] {1, 2, 3, 4, 5, 6, 7, Double.NaN}),
            ForecastUpdateLayout.FORECAST_UPDATE,
            forecastUpdate(Integer.MIN_VALUE, 17, UNTOLD),
            WindowUpdateLayout.WINDOW_UPDATE,
            new WindowUpdate.Unplanned("a", window(0), 20_003, 20_000, 20_003),
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
                            new double[] {2.5, Double.NaN}))));

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

    /** What fixtures hold from before models had generations or forecasts had steps, by the last version of which that is so. */
    private static final Map<Layout<?>, Map.Entry<Integer, Object>> VALUES_WITHOUT_GENERATIONS = Map.of(
            ForecastLayout.FORECAST,
            Map.entry(3, forecast(Forecast.UNKNOWN_GENERATION)),
            ForecastHistoryLayout.FORECAST_HISTORY,
            Map.entry(4, forecasts("gru48@000000", "gru48@1f3c9a", rowsOfTwoDays())),
            ForecastUpdateLayout.FORECAST_UPDATE,
            Map.entry(5, ShadowValues.forecastUpdate(Forecast.UNKNOWN_GENERATION)));

    private LayoutValues() {}

    static Forecast forecast(int generation) {
        return new Forecast(
                "a",
                20_003,
                2,
                "gru48@1f3c9a",
                generation,
                Forecast.Source.BASELINE,
                true,
                17,
                new ForecastShape(List.of("sales", "temperature"), List.of(0.1, 0.5), 2),
                new double[] {1, 2, 3, 4, 5, 6, 7, Double.NaN},
                new double[] {2.5, 3.5, 6.5, Double.NaN});
    }

    /** What fixtures hold from when a job had one model, by the last version of which that is so. */
    static final Map<Layout<?>, Map.Entry<Integer, Object>> VALUES_OF_ONE_MODEL = Map.of(
            SlidingWindowLayout.SLIDING_WINDOW,
            Map.entry(2, window(0)),
            StateHistoryLayout.STATE_HISTORY,
            Map.entry(1, unnamedStates()),
            StateOriginLayout.STATE_ORIGIN,
            Map.entry(2, originWithoutWarmUp("gru48@1f3c9a")),
            ForecastHistoryLayout.FORECAST_HISTORY,
            Map.entry(2, forecasts(null, null, rowsOfTwoDays())),
            ForecastUpdateLayout.FORECAST_UPDATE,
            Map.entry(3, forecastUpdate(20_001, 17, UNTOLD)),
            WindowUpdateLayout.WINDOW_UPDATE,
            Map.entry(
                    3,
                    new WindowUpdate.Changed(
                            "a",
                            window(0),
                            20_003,
                            20_001,
                            List.of(new Part(
                                    Term.OWN,
                                    Term.EVER,
                                    List.of(new Run(20_000, 20_001, false), new Run(20_003, 20_003, true)),
                                    List.of(new Origin(20_000, 300, false), new Origin(20_003, 0, true)))))));

    /** What the fixture of a version of a layout holds. */
    static Object value(Layout<?> layout, int version) {
        Map.Entry<Integer, Object> before = VALUES_WITHOUT_HEADERS.get(layout);
        if (before != null && version <= before.getKey()) {
            return before.getValue();
        }
        Map.Entry<Integer, Object> alone = VALUES_OF_ONE_MODEL.get(layout);
        Map.Entry<Integer, Object> unshadowed = ShadowValues.BEFORE.get(layout);
        Map.Entry<Integer, Object> ungenerated = VALUES_WITHOUT_GENERATIONS.get(layout);
        Object value = ungenerated != null && version <= ungenerated.getKey()
                ? ungenerated.getValue()
                : AnomalyValues.value(layout, version);
        value = layout == ForecastLayout.FORECAST && version == 4 ? forecast(3) : value;
        value = layout == StateOriginLayout.STATE_ORIGIN && version == 3 ? originWithoutWarmUp("gru48@000000") : value;
        value = unshadowed != null && version <= unshadowed.getKey() ? unshadowed.getValue() : value;
        value = alone != null && version <= alone.getKey() ? alone.getValue() : value;
        if (version <= 2 && version < layout.version()) {
            value = VALUES_OF_VERSION_2.getOrDefault(layout, value);
        }
        return version == 1 ? VALUES_OF_VERSION_1.getOrDefault(layout, value) : value;
    }

    /** As releases kept it that did not say over how many days they warm models up. */
    private static StateOrigin originWithoutWarmUp(String earlier) {
        return new StateOrigin("gru48@1f3c9a", contract(List.of(0.1, 0.5, 0.9)), earlier);
    }

    static ForecastUpdate forecastUpdate(int openFrom, int days, Speaker speaker) {
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
                                new boolean[1],
                                new float[1],
                                new float[1]),
                        speaker)));
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
    static ForecastHistory forecasts(String first, String second) {
        return forecasts(first, second, rowsFrom(1));
    }

    private static ForecastHistory forecasts(String first, String second, short[] oldest) {
        float[] learnt = {0, 1, -0.5f, 2};
        ForecastHistory history = ForecastHistory.restore(new ForecastRows(1, 2, 3), 20_002, 1, 3, 4);
        history.add(20_000, oldest, new float[] {0, Float.NaN, 0.25f}, first);
        history.add(20_001, rowsFrom(7), learnt, second);
        history.add(20_003, rowsFrom(9), learnt, second);
        return history;
    }

    /** No scale, of the first day given quantiles and baseline. */
    static short[] rowsFrom(float first) {
        ForecastRows rows = new ForecastRows(1, 2, 3);
        short[] forecast = rows.newRows(0);
        rows.setScale(forecast, 0, Float.NaN);
        rows.put(forecast, 0, ForecastRows.MODEL, new float[] {first, 3, 5, first + 1, 4, 6}, 0);
        rows.put(forecast, 0, ForecastRows.BASELINE, new float[] {first + 0.5f, 3.5f, 5.5f}, 0);
        return forecast;
    }

    /** The same without the first day, put in steps by a release that did not know it. */
    private static short[] rowsOfTwoDays() {
        ForecastRows rows = new ForecastRows(1, 2, 3);
        short[] forecast = rows.newRows(1);
        rows.setScale(forecast, 0, Float.NaN);
        rows.put(forecast, 0, ForecastRows.MODEL, new float[] {3, 5, 4, 6}, 0);
        rows.put(forecast, 0, ForecastRows.BASELINE, new float[] {3.5f, 5.5f}, 0);
        return forecast;
    }

    private static SeriesContract contract(List<Double> quantiles) {
        return new SeriesContract(new Columns(List.of("sales"), List.of("promotion", "price")), quantiles, 28, 56, 14);
    }

    static SlidingWindow window(int termsKnown) {
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
        window.setTermsKnown(termsKnown);
        return window;
    }

    private static StateHistory history() {
        StateHistory history = new StateHistory();
        history.record(20_000, new float[] {0.25f, -0.5f});
        history.record(20_001, new float[] {0.75f, -1e-30f});
        return history;
    }

    static SeriesStates states() {
        SeriesStates states = new SeriesStates();
        states.add(StateOwner.of("1f3c9a0123456789abcdef", 20_001), history());
        states.add(StateOwner.of("fedcba9876543210", Term.EVER), history());
        return states;
    }

    private static SeriesStates unnamedStates() {
        SeriesStates states = new SeriesStates();
        states.add(StateOwner.UNNAMED, history());
        return states;
    }
}
