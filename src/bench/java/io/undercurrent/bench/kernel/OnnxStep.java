package io.undercurrent.bench.kernel;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * ONNX Runtime at its best: one thread, tensors made once over native memory that it writes its results to directly, and the final
 * states of a step are the initial ones of the next without being copied.
 */
final class OnnxStep implements Step {

    private final LayerWeights layer;
    private final int rows;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final List<OnnxTensor> tensors = new ArrayList<>();
    /** Two places for the states: each step reads one and writes the other. */
    private final List<List<FloatBuffer>> places = new ArrayList<>();

    private final List<Map<String, OnnxTensor>> inputs = new ArrayList<>();
    private final List<Map<String, OnnxTensor>> outputs = new ArrayList<>();
    private int now;

    OnnxStep(LayerWeights layer, int rows, float[] values) {
        this.layer = layer;
        this.rows = rows;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(OnnxModel.of(layer), options);
            bind(values);
        } catch (OrtException failure) {
            throw new IllegalStateException("ONNX Runtime refused the model", failure);
        }
    }

    private void bind(float[] values) throws OrtException {
        OnnxTensor input = tensor(memory(values.length).put(values).rewind(), layer.features());
        List<List<OnnxTensor>> states = new ArrayList<>();
        for (int place = 0; place < 2; place++) {
            List<FloatBuffer> buffers = new ArrayList<>();
            List<OnnxTensor> bound = new ArrayList<>();
            for (int state = 0; state < layer.states(); state++) {
                buffers.add(memory(rows * layer.units()));
                bound.add(tensor(buffers.get(state), layer.units()));
            }
            places.add(buffers);
            states.add(bound);
        }
        for (int place = 0; place < 2; place++) {
            Map<String, OnnxTensor> in = new HashMap<>(Map.of(OnnxModel.INPUT, input));
            Map<String, OnnxTensor> out = new HashMap<>();
            for (int state = 0; state < layer.states(); state++) {
                String name = OnnxModel.states(layer).get(state);
                in.put("initial_" + name, states.get(place).get(state));
                out.put("final_" + name, states.get(1 - place).get(state));
            }
            inputs.add(in);
            outputs.add(out);
        }
    }

    private static FloatBuffer memory(int size) {
        return ByteBuffer.allocateDirect(size * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private OnnxTensor tensor(FloatBuffer memory, int width) throws OrtException {
        OnnxTensor tensor = OnnxTensor.createTensor(environment, memory, new long[] {1, rows, width});
        tensors.add(tensor);
        return tensor;
    }

    @Override
    public void run() {
        try {
            session.run(inputs.get(now), outputs.get(now)).close();
            now = 1 - now;
        } catch (OrtException failure) {
            throw new IllegalStateException("ONNX Runtime failed", failure);
        }
    }

    @Override
    public float[] states() {
        int units = layer.units();
        int planes = layer.states();
        float[] states = new float[rows * planes * units];
        for (int plane = 0; plane < planes; plane++) {
            FloatBuffer buffer = places.get(now).get(plane);
            for (int row = 0; row < rows; row++) {
                buffer.get(row * units, states, (row * planes + plane) * units, units);
            }
        }
        return states;
    }

    @Override
    public void close() {
        tensors.forEach(OnnxTensor::close);
        try {
            session.close();
        } catch (OrtException failure) {
            throw new IllegalStateException("ONNX Runtime did not close", failure);
        }
    }
}
