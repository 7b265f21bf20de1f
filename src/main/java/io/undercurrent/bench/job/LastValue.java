package io.undercurrent.bench.job;

import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.calibration.Outcome;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.stream.ForecastUpdate;
import io.undercurrent.stream.WindowUpdate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * In place of the model: repeats the last value for every day ahead and every quantile. Keeps state of the size that the model's
 * has, so that what is left of the difference is the model.
 */
final class LastValue extends KeyedProcessFunction<String, WindowUpdate, ForecastUpdate> {

    private final List<String> targets;
    private final List<Double> quantiles;
    private final int horizon;
    private final int window;
    private final int stateSize;
    private transient ForecastShape shape;
    private transient ValueState<float[]> state;

    /**
     * @param window days that the model looks back
     * @param stateSize floats of state a series
     */
    LastValue(ForecastShape shape, int window, int stateSize) {
        targets = new ArrayList<>(shape.targets());
        quantiles = new ArrayList<>(shape.quantiles());
        horizon = shape.horizon();
        this.window = window;
        this.stateSize = stateSize;
    }

    @Override
    public void open(OpenContext context) {
        shape = new ForecastShape(targets, quantiles, horizon);
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(
                        "hidden-state", PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processElement(WindowUpdate update, Context context, Collector<ForecastUpdate> out) throws Exception {
        SlidingWindow days = update.window();
        float[] known = state.value();
        float[] kept = known == null ? new float[stateSize] : known;
        List<ForecastUpdate.Origin> origins = new ArrayList<>();
        for (int day = update.firstOrigin(); day <= update.lastOrigin(); day++) {
            if (days.isOrigin(day)) {
                kept[Math.floorMod(day, stateSize)] = days.value(day, 0);
                origins.add(origin(days, day));
            }
        }
        state.update(kept);
        if (!origins.isEmpty()) {
            out.collect(new ForecastUpdate(
                    update.key(), "last-value", days.newestDay(), update.firstChangedDay(), origins));
        }
    }

    private ForecastUpdate.Origin origin(SlidingWindow days, int day) {
        float[] values = new float[shape.size()];
        float[] baseline = new float[targets.size() * horizon];
        int perTarget = quantiles.size() * horizon;
        for (int target = 0; target < targets.size(); target++) {
            float last = days.value(day, target);
            Arrays.fill(values, target * perTarget, (target + 1) * perTarget, last);
            Arrays.fill(baseline, target * horizon, (target + 1) * horizon, last);
        }
        Outcome outcome = Outcome.of(days, day, window, horizon);
        return new ForecastUpdate.Origin(
                new OriginForecast(day, days.revision(day), false, values, baseline, outcome.scale()), outcome);
    }
}
