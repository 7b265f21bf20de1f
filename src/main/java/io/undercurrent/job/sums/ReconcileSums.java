package io.undercurrent.job.sums;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.format.result.ScoreParser;
import io.undercurrent.reconciliation.ForecastReconciler;
import io.undercurrent.reconciliation.Hierarchy;
import io.undercurrent.reconciliation.continuous.HeldSeries;
import io.undercurrent.reconciliation.continuous.OpenSums;
import io.undercurrent.reconciliation.continuous.Progress;
import io.undercurrent.reconciliation.continuous.SettledSums;
import io.undercurrent.reconciliation.continuous.SumsLook;
import io.undercurrent.reconciliation.continuous.Taken;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.series.TargetScore;
import io.undercurrent.stream.ParseReading;
import io.undercurrent.stream.StreamTypes;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.stream.state.UnusableStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the forecasts of each connected part of the hierarchy add up. Keyed by the name of the part, with a state for each of its series.
 *
 * <p>The clock of the machine decides when forecasts are written that miss a series, and for how long corrections are collected. What is
 * written in the end follows from the messages alone.
 */
final class ReconcileSums extends KeyedProcessFunction<String, Tuple2<String, SourceRecord>, Forecast> {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileSums.class);

    /** Of corrections, which mostly come for several series at once. */
    private static final long PAUSE_MILLIS = 2000;

    /** Nothing comes after it. */
    private static final long END = Long.MAX_VALUE - 1;

    private final SumsOptions options;

    private transient Map<String, Hierarchy> hierarchies;
    private transient Map<String, Part> parts;
    private transient ForecastShape shape;
    private transient ForecastParser forecasts;
    private transient ScoreParser scores;
    private transient MapState<String, HeldSeries> held;
    private transient ValueState<long[]> progresses;
    private transient SumsMetrics metrics;

    /**
     * A part of the hierarchy.
     *
     * @param keys of its series
     */
    private record Part(OpenSums open, SumsLook look, Set<String> keys) {}

    ReconcileSums(SumsOptions options) {
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        hierarchies = options.hierarchy().components();
        parts = new HashMap<>();
        shape = options.shape();
        forecasts = new ForecastParser();
        scores = new ScoreParser();
        held = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("series", Types.STRING, StreamTypes.HELD_SERIES));
        progresses = getRuntimeContext()
                .getState(
                        new ValueStateDescriptor<>("progress", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
        metrics = new SumsMetrics(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(Tuple2<String, SourceRecord> routed, Context context, Collector<Forecast> out)
            throws Exception {
        SourceRecord message = routed.f1;
        Part part = part(context.getCurrentKey());
        Forecast forecast = null;
        DayScore score = null;
        try {
            if (message.topic().equals(options.scores())) {
                score = scores.parse(message.value());
                requireKey(message, score.key());
            } else {
                forecast = forecasts.parse(message.value());
                requireKey(message, forecast.key());
            }
        } catch (IllegalArgumentException wrong) {
            reject(message, new Rejection(Reason.NOT_A_RESULT, wrong.getMessage()), context);
            return;
        }
        OptionalDouble tooLarge = tooLarge(forecast, score);
        if (tooLarge.isPresent()) {
            reject(
                    message,
                    new Rejection(
                            Reason.NOT_FINITE,
                            "numbers: expected finite ones up to 3.4e38, but got " + tooLarge.getAsDouble()),
                    context);
            return;
        }
        if (forecast != null && !forecast.shape().equals(shape)) {
            reject(message, new Rejection(Reason.OTHER_SHAPE, otherShape(forecast.shape())), context);
            return;
        }
        long[] stored = progresses.value();
        if (stored == null) {
            context.timerService().registerEventTimeTimer(END);
        }
        Progress progress = Progress.read(stored);
        HeldSeries series = series(forecast == null ? score.key() : forecast.key());
        Taken taken = forecast == null
                ? part.open().take(score, message.timestamp(), series, progress)
                : part.open().take(forecast, message.timestamp(), series, progress);
        if (taken == Taken.TOO_LATE) {
            reject(message, new Rejection(Reason.TOO_LATE, tooLate(forecast, score)), context);
            return;
        }
        metrics.taken(taken, forecast == null);
        held.put(series.key(), series);
        if (taken == Taken.CHANGED) {
            int day = forecast == null ? score.day() : forecast.origin();
            long now = context.timerService().currentProcessingTime();
            if (part.open().touch(day, now, options.patience().toMillis(), PAUSE_MILLIS, progress)) {
                look(part, progress, context.getCurrentKey(), context.timerService(), false, out);
            }
        }
        keep(progress, context.timerService());
    }

    private static void requireKey(SourceRecord message, String key) {
        String ofMessage = new String(message.key(), UTF_8);
        if (!ofMessage.equals(key)) {
            throw new IllegalArgumentException(
                    "key: expected that of the message, '" + ofMessage + "', but got '" + key + "'");
        }
    }

    /** A number that no reading can be: squares and sums of such ones are not finite, and would spoil all that add up with it. */
    private static OptionalDouble tooLarge(Forecast forecast, DayScore score) {
        DoubleStream numbers = forecast == null
                ? score.targets().stream().mapToDouble(TargetScore::actual)
                : DoubleStream.concat(Arrays.stream(forecast.values()), Arrays.stream(forecast.means()));
        return numbers.filter(number -> !Double.isNaN(number) && !Float.isFinite((float) number))
                .findFirst();
    }

    private String otherShape(ForecastShape other) {
        return "forecast: expected one of " + shape.targets() + " with the quantiles " + shape.quantiles() + " for "
                + shape.horizon() + " days, as the job found them when it started, but got " + other.targets()
                + " with " + other.quantiles() + " for " + other.horizon()
                + " days. Start the job without --restore to go on with these";
    }

    private String tooLate(Forecast forecast, DayScore score) {
        return (forecast == null ? "day: expected one" : "origin: expected one")
                + " at most " + options.lateness()
                + " days before the newest origin of all series that add up, but got "
                + (forecast == null ? score.date() : forecast.originDate());
    }

    private void reject(SourceRecord message, Rejection rejection, Context context) {
        metrics.rejected(rejection);
        context.output(ParseReading.REJECTED, new RejectedRecord(message, rejection));
    }

    private Part part(String name) throws Exception {
        Part known = parts.get(name);
        if (known != null) {
            return known;
        }
        Hierarchy hierarchy = hierarchies.get(name);
        if (hierarchy == null) {
            // A timer of a part that the hierarchy had before.
            return null;
        }
        ForecastReconciler reconciler = options.reconciler(hierarchy);
        Part part = new Part(
                new OpenSums(reconciler, options.isScored()),
                new SumsLook(reconciler, options.lateness(), options.isScored()),
                new HashSet<>(hierarchy.keys()));
        parts.put(name, part);
        // What the hierarchy had before, under the same name.
        List<String> gone = new ArrayList<>();
        held.keys().forEach(key -> {
            if (!part.keys().contains(key)) {
                gone.add(key);
            }
        });
        for (String key : gone) {
            held.remove(key);
        }
        return part;
    }

    private HeldSeries series(String key) throws Exception {
        HeldSeries series = held.get(key);
        if (series == null) {
            return new HeldSeries(key, shape);
        }
        if (!series.shape().equals(shape)) {
            throw new UnusableStateException("the state is of forecasts of " + series.shape() + ", but those of the job"
                    + " are of " + shape + ": start it without --restore");
        }
        return series;
    }

    private void look(
            Part part, Progress progress, String name, TimerService time, boolean all, Collector<Forecast> out)
            throws Exception {
        List<String> keys = part.look().keys();
        HeldSeries[] series = new HeldSeries[keys.size()];
        for (int i = 0; i < series.length; i++) {
            series[i] = held.contains(keys.get(i)) ? series(keys.get(i)) : null;
        }
        long reached = all ? Long.MIN_VALUE : time.currentWatermark();
        SettledSums sums = part.look().look(series, progress, time.currentProcessingTime(), reached, all, out::collect);
        for (HeldSeries one : series) {
            if (one != null) {
                held.put(one.key(), one);
            }
        }
        metrics.settled(name, sums);
        if (!sums.missing().isEmpty()) {
            LOG.warn(
                    "{} of the {} series of '{}' have no forecast of the newest origin, such as '{}': the sums above them keep"
                            + " their own forecasts",
                    sums.missing().size(),
                    keys.size(),
                    name,
                    sums.missing().get(0));
        }
    }

    private void keep(Progress progress, TimerService time) throws Exception {
        progresses.update(progress.write());
        if (progress.next() != Progress.NO_TIME) {
            time.registerProcessingTimeTimer(progress.next());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Forecast> out) throws Exception {
        Part part = part(context.getCurrentKey());
        boolean end = context.timeDomain() == TimeDomain.EVENT_TIME;
        Progress progress = Progress.read(progresses.value());
        if (part == null || !end && progress.next() > timestamp) {
            return;
        }
        look(part, progress, context.getCurrentKey(), context.timerService(), end, out);
        keep(progress, context.timerService());
    }
}
