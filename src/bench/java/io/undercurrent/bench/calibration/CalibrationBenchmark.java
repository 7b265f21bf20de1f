package io.undercurrent.bench.calibration;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.calibration.Outcome;
import io.undercurrent.calibration.SeriesCalibration;
import io.undercurrent.calibration.Speaker;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Days;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The calibration of one reading on one thread. The series come in an order without a pattern, the same each day, so that with many of them
 * the histories have to be fetched from memory.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xmx4g", "-XX:+UseParallelGC"})
@State(Scope.Thread)
public class CalibrationBenchmark {

    private static final int FIRST_DAY = 20_000;
    private static final int LATENESS = 14;
    /** Until as many forecasts are held as can be, and intervals have been learnt. */
    private static final int DAYS_BEFORE = 60;

    private static final int FORECASTS = 1024;
    private static final List<Double> QUANTILES = List.of(0.1, 0.5, 0.9);
    private static final Speaker SPEAKER = new Speaker("gru48@1f3c9a", 1, 0);

    @Param({"100", "10000"})
    private int series;

    @Param({"7", "28"})
    private int horizon;

    private SeriesCalibration calibration;
    private ForecastHistory[] histories;
    private OriginForecast[] forecasts;
    private Received received;
    /** Readings of the day so far. */
    private int next;

    private int day;

    /** Keeps what comes out, so that nobody can leave it out. */
    private static final class Received implements SeriesCalibration.Receiver {

        private Forecast forecast;

        @Override
        public void forecast(Forecast made) {
            forecast = made;
        }

        @Override
        public void score(DayScore score) {
            throw new IllegalStateException("nobody receives scores");
        }
    }

    @Setup
    public void begin() {
        ForecastShape shape = new ForecastShape(List.of("sales"), QUANTILES, horizon);
        SplittableRandom random = new SplittableRandom(1);
        calibration = new SeriesCalibration(shape, CalibrationOptions.DEFAULT, false);
        received = new Received();
        histories = new ForecastHistory[series];
        for (int i = 0; i < series; i++) {
            histories[i] = calibration.newHistory();
        }
        forecasts = new OriginForecast[FORECASTS];
        for (int i = 0; i < FORECASTS; i++) {
            forecasts[i] = forecast(random);
        }
        next = 0;
        day = FIRST_DAY;
        for (int reading = 0; reading < DAYS_BEFORE * series; reading++) {
            meet();
        }
    }

    private OriginForecast forecast(SplittableRandom random) {
        float[] values = new float[QUANTILES.size() * horizon];
        float[] baseline = new float[horizon];
        for (int lead = 0; lead < horizon; lead++) {
            float median = (float) (3 * random.nextGaussian());
            baseline[lead] = median + (float) random.nextGaussian();
            for (int quantile = 0; quantile < QUANTILES.size(); quantile++) {
                values[quantile * horizon + lead] = median + (quantile - 1) * (5 + random.nextFloat());
            }
        }
        double level = 50 + random.nextInt(200);
        float scale = 6 + random.nextFloat();
        return new OriginForecast(0, 0, false, 56, new double[] {level}, values, baseline, new float[] {scale});
    }

    /** One reading of the next series. */
    @Benchmark
    public Forecast meet() {
        // A prime that does not divide their number: each comes once a day, far from the one before.
        int one = (int) (next * 7919L % series);
        int pick = (one * 31 + day * 17) % FORECASTS;
        OriginForecast made = forecasts[pick];
        OriginForecast forecast =
                new OriginForecast(day, 0, false, 56, made.reference(), made.values(), made.baseline(), made.scale());
        double actual = made.reference()[0] + (pick * 7919 % 97 - 48) * 0.2;
        Outcome outcome = new Outcome(
                day,
                new double[] {actual},
                made.scale(),
                new double[(horizon + Days.WEEK - 1) / Days.WEEK],
                new boolean[1],
                new float[1],
                new float[1]);
        ForecastUpdate.Made update = new ForecastUpdate.Made(
                "store-17",
                SPEAKER.model(),
                day - LATENESS,
                day,
                List.of(new ForecastUpdate.Origin(forecast, outcome, SPEAKER)));
        calibration.meet(update, histories[one], received);
        if (++next == series) {
            next = 0;
            day++;
        }
        return received.forecast;
    }
}
