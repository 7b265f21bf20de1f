package io.undercurrent.nn.step;

import io.undercurrent.nn.ResetBeforeGru;
import io.undercurrent.nn.cell.GateFunctions;

/**
 * Working memory of a {@link ResetBeforeGru}. The second product needs the gates of all units first, so the blocks of a
 * {@link RecurrentStep} cannot compute it. The products are plain loops along the units, which the JIT compiler
 * vectorises.
 */
final class ResetBeforeGruStep implements StateStep {

    private final int units;
    private final GateFunctions functions;
    /** Of each gate, (features × units). */
    private final float[][] kernels = new float[3][];

    /** Of each gate, (units × units). */
    private final float[][] recurrentKernels = new float[3][];

    private final float[][] biases = new float[3][];
    private final TileRows inputs;
    private final TileRows hidden;
    /** Planes of (TILE × units). */
    private final float[] z;

    private final float[] r;
    private final float[] n;

    ResetBeforeGruStep(ResetBeforeGru layer) {
        this.units = layer.units();
        this.functions = layer.functions();
        for (int gate = 0; gate < 3; gate++) {
            kernels[gate] = block(layer.kernel().values(), gate);
            recurrentKernels[gate] = block(layer.recurrentKernel().values(), gate);
            biases[gate] = block(layer.bias().values(), gate);
        }
        this.inputs = TileRows.of(layer.features());
        this.hidden = TileRows.of(units);
        this.z = new float[TILE * units];
        this.r = new float[TILE * units];
        this.n = new float[TILE * units];
    }

    /** The columns of a gate. */
    private float[] block(float[] values, int gate) {
        int rows = values.length / (3 * units);
        float[] block = new float[rows * units];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, (row * 3 + gate) * units, block, row * units, units);
        }
        return block;
    }

    @Override
    public int stateSize() {
        return units;
    }

    @Override
    public void load(int rows, float[] source, int offset, int stride) {
        hidden.put(rows, source, offset, stride);
    }

    @Override
    public void store(int rows, float[] target, int offset, int stride) {
        hidden.get(rows, target, offset, stride);
    }

    @Override
    public TileRows inputs() {
        return inputs;
    }

    @Override
    public void step(int rows) {
        float[] h = hidden.values();
        project(rows, 0, h, z);
        functions.applyGate(z, rows, units);
        project(rows, 1, h, r);
        functions.applyGate(r, rows, units);
        for (int i = 0; i < rows * units; i++) {
            r[i] *= h[i];
        }
        project(rows, 2, r, n);
        functions.candidate().apply(n, rows, units);
        for (int i = 0; i < rows * units; i++) {
            h[i] = Math.fma(z[i], h[i] - n[i], n[i]);
        }
    }

    /** plane = x·kernel + state·recurrentKernel + bias of a gate */
    private void project(int rows, int gate, float[] state, float[] plane) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(biases[gate], 0, plane, row * units, units);
        }
        addProduct(rows, inputs.values(), inputs.width(), kernels[gate], plane);
        addProduct(rows, state, units, recurrentKernels[gate], plane);
    }

    private void addProduct(int rows, float[] x, int width, float[] kernel, float[] plane) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                float factor = x[row * width + i];
                int from = i * units;
                int to = row * units;
                for (int unit = 0; unit < units; unit++) {
                    plane[to + unit] += factor * kernel[from + unit];
                }
            }
        }
    }

    @Override
    public TileRows outputs() {
        return hidden;
    }

    @Override
    public void close() {}
}
