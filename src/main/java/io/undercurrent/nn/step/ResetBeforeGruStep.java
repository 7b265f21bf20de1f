package io.undercurrent.nn.step;

import io.undercurrent.nn.ResetBeforeGru;
import io.undercurrent.nn.cell.GateFunctions;
import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.matrix.Factors;
import io.undercurrent.nn.matrix.Product;

/**
 * Working memory of a {@link ResetBeforeGru}. The product of the candidate needs the reset gate of all units first, so the blocks of a
 * {@link RecurrentStep} cannot compute it: the gates read the rows (h, x, 1), the candidate reads (r ⊙ h, x, 1).
 */
final class ResetBeforeGruStep implements StateStep {

    private static final int GATES = 3;

    private final int units;
    private final GateFunctions functions;
    private final TileRows rows;
    private final TileRows hidden;
    private final TileRows inputs;
    private final TileRows resetRows;
    private final TileRows resetHidden;
    private final TileRows resetInputs;
    private final Factors factors;
    private final Factors resetFactors;
    private final Product update;
    private final Product reset;
    private final Product candidate;
    /** Planes of (TILE × units). */
    private final float[] z;

    private final float[] r;
    private final float[] n;

    ResetBeforeGruStep(ResetBeforeGru layer, Backend backend) {
        int features = layer.features();
        this.units = layer.units();
        this.functions = layer.functions();
        int height = units + features + 1;
        this.rows = TileRows.of(height);
        rows.fill(1);
        this.hidden = rows.columns(0, units);
        this.inputs = rows.columns(units, features);
        this.resetRows = TileRows.of(height);
        resetRows.fill(1);
        this.resetHidden = resetRows.columns(0, units);
        this.resetInputs = resetRows.columns(units, features);
        this.factors = backend.factors(TILE, height);
        this.resetFactors = backend.factors(TILE, height);
        float[] kernels = stacked(layer, height);
        this.update = product(factors, kernels, height, 0);
        this.reset = product(factors, kernels, height, 1);
        this.candidate = product(resetFactors, kernels, height, 2);
        this.z = new float[TILE * units];
        this.r = new float[TILE * units];
        this.n = new float[TILE * units];
    }

    /** All weights in the order of the factors. */
    private static float[] stacked(ResetBeforeGru layer, int height) {
        float[] stacked = new float[height * layer.kernel().columns()];
        layer.recurrentKernel().copyTo(stacked, 0);
        layer.kernel().copyTo(stacked, layer.recurrentKernel().size());
        layer.bias().copyTo(stacked, (height - 1) * layer.kernel().columns());
        return stacked;
    }

    private Product product(Factors read, float[] kernels, int height, int gate) {
        Product product = read.product(0, height, units);
        product.putKernel(kernels, gate * units, GATES * units);
        return product;
    }

    @Override
    public int stateSize() {
        return units;
    }

    @Override
    public void load(int count, float[] source, int offset, int stride) {
        hidden.put(count, source, offset, stride);
    }

    @Override
    public void store(int count, float[] target, int offset, int stride) {
        hidden.get(count, target, offset, stride);
    }

    @Override
    public TileRows inputs() {
        return inputs;
    }

    @Override
    public void step(int count) {
        factors.take(rows.values(), 0, count);
        update.run(z);
        functions.applyGate(z, count, units);
        reset.run(r);
        functions.applyGate(r, count, units);
        float[] h = rows.values();
        float[] resetH = resetHidden.values();
        for (int row = 0; row < count; row++) {
            int from = row * hidden.stride();
            for (int unit = 0; unit < units; unit++) {
                resetH[from + unit] = r[row * units + unit] * h[from + unit];
            }
        }
        resetInputs.put(count, inputs);
        resetFactors.take(resetRows.values(), 0, count);
        candidate.run(n);
        functions.candidate().apply(n, count, units);
        for (int row = 0; row < count; row++) {
            int from = row * hidden.stride();
            for (int unit = 0; unit < units; unit++) {
                int k = row * units + unit;
                h[from + unit] = Math.fma(z[k], h[from + unit] - n[k], n[k]);
            }
        }
    }

    @Override
    public TileRows outputs() {
        return hidden;
    }

    @Override
    public void close() {
        factors.close();
        resetFactors.close();
    }
}
