package io.undercurrent.stream;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.Outcome;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.TargetScore;
import io.undercurrent.stream.layout.AnomalyLayout;
import io.undercurrent.stream.layout.DayScoreLayout;
import io.undercurrent.stream.layout.ForecastUpdateLayout;
import io.undercurrent.stream.layout.Layout;
import java.util.List;
import java.util.Map;

/** What {@link LayoutValues} hold of surprise. */
final class AnomalyValues {

    static final TargetScore.Surprise MISSING =
            new TargetScore.Surprise(0.5f, 20, 9.5f, TargetScore.Cause.MISSING_DAYS);

    /** What fixtures hold from when values alone could be surprising, by the last version of which that is so. */
    private static final Map<Layout<?>, Map.Entry<Integer, Object>> VALUES_ALONE = Map.of(
            AnomalyLayout.ANOMALY,
            Map.entry(1, anomaly(TargetScore.Surprise.UNKNOWN)),
            DayScoreLayout.DAY_SCORE,
            Map.entry(3, score(TargetScore.Cause.VALUE)),
            ForecastUpdateLayout.FORECAST_UPDATE,
            Map.entry(6, ShadowValues.forecastUpdate(2)));

    private AnomalyValues() {}

    /** What the fixture of a version of a layout holds, if not of still earlier ones. */
    static Object value(Layout<?> layout, int version) {
        Map.Entry<Integer, Object> before = VALUES_ALONE.get(layout);
        return before != null && version <= before.getKey() ? before.getValue() : LayoutValues.VALUES.get(layout);
    }

    static Anomaly anomaly(TargetScore.Surprise surprise) {
        return new Anomaly("Zürich", 20_003, "sales", 1, "gru48@1f3c9a", true, Double.NaN, 4, 2, 6, surprise);
    }

    static DayScore score(TargetScore.Cause cause) {
        return new DayScore(
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
                        new double[] {2.5, Double.NaN},
                        new TargetScore.Surprise(0.875f, 2, 9.5f, cause))));
    }

    /** One whose day comes after missing ones, with the value of the one before. */
    static ForecastUpdate forecastUpdate() {
        ForecastUpdate.Made made = (ForecastUpdate.Made) ShadowValues.forecastUpdate(2);
        List<ForecastUpdate.Origin> origins = made.origins().stream()
                .map(origin -> new ForecastUpdate.Origin(
                        origin.forecast(), afterMissingDays(origin.outcome()), origin.speaker()))
                .toList();
        return new ForecastUpdate.Made(
                made.key(),
                made.earlier(),
                made.openFrom(),
                made.changedFrom(),
                origins,
                made.shadows(),
                made.endsShadow());
    }

    private static Outcome afterMissingDays(Outcome outcome) {
        return new Outcome(
                outcome.day(),
                outcome.actual(),
                outcome.scale(),
                outcome.weeksBefore(),
                outcome.absurd(),
                new float[] {13.5f},
                new float[] {6.25f});
    }
}
