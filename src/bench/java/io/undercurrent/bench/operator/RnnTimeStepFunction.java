package io.undercurrent.bench.operator;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.calibration.Outcome;
import io.undercurrent.calibration.Speaker;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.stream.SharedModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What one writes who has DL4J and a key at a time: puts the state of the series into the network, calls {@code rnnTimeStep}, and
 * takes the state out again. Days in order only; encoder and head are ours, for one row.
 */
final class RnnTimeStepFunction extends KeyedProcessFunction<String, WindowUpdate, ForecastUpdate> {

    private final SharedModel sharedModel;
    private transient String model;
    private transient int forecastSize;
    private transient Forecaster forecaster;
    private transient MultiLayerNetwork network;
    private transient MapState<String, float[]> states;
    private transient float[] input;
    private transient float[] hidden;
    private transient EncodedOrigins context;

    RnnTimeStepFunction(SharedModel model) {
        this.sharedModel = model;
    }

    @Override
    public void open(OpenContext unused) {
        ForecastModel forecastModel = sharedModel.get();
        model = forecastModel.id();
        forecastSize = forecastModel.shape().size();
        forecaster = forecastModel.forecaster(1);
        network = RnnTimeStepNetwork.of(((RecurrentModel) forecastModel).trunk());
        states = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "states", Types.STRING, PrimitiveArrayTypeInfo.FLOAT_PRIMITIVE_ARRAY_TYPE_INFO));
        input = new float[forecaster.inputSize()];
        hidden = new float[forecastModel.stateSize()];
        context = forecaster.origins(1);
    }

    @Override
    public void processElement(WindowUpdate update, Context unused, Collector<ForecastUpdate> out) throws Exception {
        if (!(update instanceof WindowUpdate.Changed changed)) {
            throw new IllegalArgumentException("update: expected days in order alone, but got " + update);
        }
        SlidingWindow window = changed.window();
        step(window);
        if (!changed.parts().get(0).origins().isEmpty()) {
            out.collect(new ForecastUpdate.Made(
                    update.key(),
                    model,
                    changed.openFrom(),
                    changed.changedFrom(),
                    List.of(forecast(window, window.newestDay()))));
        }
    }

    private void step(SlidingWindow window) throws Exception {
        network.rnnClearPreviousState();
        Map<String, INDArray> before = new HashMap<>();
        for (Map.Entry<String, float[]> state : states.entries()) {
            before.put(state.getKey(), Nd4j.createFromArray(new float[][] {state.getValue()}));
        }
        if (!before.isEmpty()) {
            network.rnnSetPreviousState(0, before);
        }
        forecaster.encodeDay(window, window.newestDay(), input, 0);
        network.rnnTimeStep(Nd4j.createFromArray(new float[][] {input}));
        for (Map.Entry<String, INDArray> state : network.rnnGetPreviousState(0).entrySet()) {
            states.put(state.getKey(), state.getValue().toFloatVector());
        }
    }

    private ForecastUpdate.Origin forecast(SlidingWindow window, int day) throws Exception {
        float[] h = states.get(LSTM.STATE_KEY_PREV_ACTIVATION);
        System.arraycopy(h, 0, hidden, 0, h.length);
        forecaster.encodeOrigin(window, day, context, 0);
        float[] values = new float[forecastSize];
        forecaster.forecast(1, hidden, context, 0, values);
        float[] baseline = new float[forecaster.horizon()];
        context.baselines(0, baseline);
        Outcome outcome = Outcome.of(window, day, forecaster.window(), forecaster.horizon());
        return new ForecastUpdate.Origin(
                new OriginForecast(
                        day,
                        window.revision(day),
                        false,
                        Forecast.UNKNOWN_DAYS,
                        new double[] {context.reference(0, 0)},
                        values,
                        baseline,
                        outcome.scale()),
                outcome,
                new Speaker(model, 1, Integer.MIN_VALUE));
    }

    @Override
    public void close() {
        if (forecaster != null) {
            forecaster.close();
        }
    }
}
