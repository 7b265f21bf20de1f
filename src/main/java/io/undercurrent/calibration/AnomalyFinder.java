package io.undercurrent.calibration;

import io.undercurrent.series.Anomaly;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.TargetScore;
import java.util.function.Consumer;

/** Says which values of a day are anomalies, and which are none any more after a correction. Not thread-safe. */
final class AnomalyFinder {

    private final ForecastShape shape;
    private final Calibration calibration;
    private final WholeQuantiles whole;
    private final boolean[] before;
    private final int median;
    private final double[] quantiles;

    AnomalyFinder(ForecastShape shape, Calibration calibration, WholeQuantiles whole) {
        this.shape = shape;
        this.calibration = calibration;
        this.whole = whole;
        before = new boolean[shape.targets().size()];
        median = shape.median();
        quantiles = new double[shape.quantiles().size()];
    }

    /** Remembers which values of a day were anomalies, before the day is met again. */
    void beginDay(ForecastHistory history, int day) {
        for (int target = 0; target < before.length; target++) {
            before[target] = calibration.wasAnomaly(history, day, target);
        }
    }

    /**
     * Hands on what became of the day that was begun.
     *
     * @param revision of the forecast from that day
     */
    void endDay(
            String key,
            Speaker speaker,
            int revision,
            Outcome outcome,
            ForecastHistory history,
            Consumer<Anomaly> receiver) {
        for (int target = 0; target < before.length; target++) {
            boolean now = calibration.wasAnomaly(history, outcome.day(), target);
            if (now || before[target]) {
                TargetScore.Surprise surprise = calibration.surprise(history, outcome, target, quantiles);
                whole.round(target, quantiles);
                receiver.accept(new Anomaly(
                        key,
                        outcome.day(),
                        shape.targets().get(target),
                        revision,
                        speaker.model(),
                        !now,
                        outcome.actual()[target],
                        quantiles[median],
                        quantiles[0],
                        quantiles[quantiles.length - 1],
                        surprise));
            }
        }
    }
}
