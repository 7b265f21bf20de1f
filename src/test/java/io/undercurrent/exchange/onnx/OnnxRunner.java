package io.undercurrent.exchange.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/** Runs models with ONNX Runtime, on one thread. */
final class OnnxRunner {

    private OnnxRunner() {}

    /** All outputs by name, row-major. */
    static Map<String, float[]> run(byte[] model, Map<String, float[]> inputs, Map<String, long[]> shapes)
            throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, float[]> outputs = new HashMap<>();
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(model, options)) {
                for (String name : inputs.keySet()) {
                    tensors.put(
                            name,
                            OnnxTensor.createTensor(environment, FloatBuffer.wrap(inputs.get(name)), shapes.get(name)));
                }
                try (OrtSession.Result result = session.run(tensors)) {
                    for (var output : result) {
                        FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
                        float[] copy = new float[values.remaining()];
                        values.get(copy);
                        outputs.put(output.getKey(), copy);
                    }
                }
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
        return outputs;
    }

    /** (a, b, rest) to (b, a, rest). */
    static float[] swapped(float[] values, int a, int b) {
        int rest = values.length / a / b;
        float[] swapped = new float[values.length];
        for (int i = 0; i < a; i++) {
            for (int j = 0; j < b; j++) {
                System.arraycopy(values, (i * b + j) * rest, swapped, (j * a + i) * rest, rest);
            }
        }
        return swapped;
    }
}
