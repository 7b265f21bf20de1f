package io.undercurrent.bench.job;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.calibration.Outcome;
import io.undercurrent.calibration.Speaker;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * In place of the model: the last value, moved on by the mean change over the window, with quantiles as wide as a random walk's
 * (Hyndman and Athanasopoulos 2021, 5.2 and 5.5), so that records have as many digits as the model's. Keeps state of the size
 * that the model's has. What is left of the difference is the model.
 */
final class RandomWalk extends KeyedProcessFunction<String, WindowUpdate, ForecastUpdate> {

    /** Scales of the series from the lowest probability to the highest. */
    private static final double WIDTH = 3;

    private static final Speaker SPEAKER = new Speaker("random-walk", 1, Integer.MIN_VALUE);

    private final List<String> targets;
    private final List<Double> quantiles;
    private final int horizon;
    private final int window;
    private final int stateSize;
    private transient ForecastShape shape;
    /** By quantile, in scales of the series one day ahead. */
    private transient float[] spread;

    private transient float[] rootOfLead;
    private transient ValueState<float[]> state;

    /**
     * @param window days that the model looks back
     * @param stateSize floats of state a series
     */
    RandomWalk(ForecastShape shape, int window, int stateSize) {
        targets = new ArrayList<>(shape.targets());
        quantiles = new ArrayList<>(shape.quantiles());
        horizon = shape.horizon();
        this.window = window;
        this.stateSize = stateSize;
    }

    @Override
    public void open(OpenContext context) {
        shape = new ForecastShape(targets, quantiles, horizon);
        spread = new float[quantiles.size()];
        for (int i = 0; i < spread.length; i++) {
            spread[i] = (float) (WIDTH * (quantiles.get(i) - 0.5));
        }
        rootOfLead = new float[horizon];
        for (int lead = 0; lead < horizon; lead++) {
            rootOfLead[lead] = (float) Math.sqrt(lead + 1.0);
        }
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(
                        "hidden-state", PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processElement(WindowUpdate update, Context context, Collector<ForecastUpdate> out) throws Exception {
        if (!(update instanceof WindowUpdate.Changed changed)) {
            return;
        }
        SlidingWindow days = changed.window();
        float[] known = state.value();
        float[] kept = known == null ? new float[stateSize] : known;
        List<ForecastUpdate.Origin> origins = new ArrayList<>();
        for (WindowUpdate.Origin owed : changed.parts().get(0).origins()) {
            kept[Math.floorMod(owed.day(), stateSize)] = (float) days.value(owed.day(), 0);
            origins.add(origin(days, owed.day()));
        }
        state.update(kept);
        if (!origins.isEmpty()) {
            out.collect(new ForecastUpdate.Made(
                    update.key(), SPEAKER.model(), changed.openFrom(), changed.changedFrom(), origins));
        }
    }

    private ForecastUpdate.Origin origin(SlidingWindow days, int day) {
        float[] values = new float[shape.size()];
        float[] baseline = new float[targets.size() * horizon];
        Outcome outcome = Outcome.of(days, day, window, horizon);
        for (int target = 0; target < targets.size(); target++) {
            float last = (float) days.value(day, target);
            float change = (float) (last - days.value(day - window + 1, target)) / (window - 1);
            float drift = Float.isNaN(change) ? 0 : change;
            float scale = Float.isNaN(outcome.scale()[target]) ? 0 : outcome.scale()[target];
            for (int lead = 0; lead < horizon; lead++) {
                float middle = last + (lead + 1) * drift;
                baseline[target * horizon + lead] = middle;
                for (int i = 0; i < spread.length; i++) {
                    values[shape.index(target, i, lead)] = middle + spread[i] * scale * rootOfLead[lead];
                }
            }
        }
        return new ForecastUpdate.Origin(
                new OriginForecast(
                        day,
                        days.revision(day),
                        false,
                        Forecast.UNKNOWN_DAYS,
                        new double[targets.size()],
                        values,
                        baseline,
                        outcome.scale()),
                outcome,
                SPEAKER);
    }
}
