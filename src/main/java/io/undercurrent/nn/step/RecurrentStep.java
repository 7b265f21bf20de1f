package io.undercurrent.nn.step;

import io.undercurrent.nn.CellLayer;
import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.matrix.Factors;
import io.undercurrent.nn.step.RecurrentBlock.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Working memory of a {@link CellLayer}, with the states of the rows of the tile.
 *
 * <p>Each row holds the hidden state and the input, with a one for the bias after each: (h, 1, x, 1). A gate that uses
 * the sum of both products needs one product over the whole row; without a recurrent bias the first one is missing.
 */
final class RecurrentStep implements StateStep {

    /** Most units of a block: a dozen planes of 16 rows then take 96 KiB. */
    private static final int BLOCK = 128;

    private final int units;
    private final int stateSize;
    private final TileRows rows;
    private final TileRows inputs;
    private final TileRows hidden;
    private final Factors factors;
    private final List<RecurrentBlock> blocks = new ArrayList<>();
    /** Number of rows in the last step. */
    private int stepped;

    /** Whether h was written to the factors too, and not only to the planes. */
    private boolean hiddenIsPut;

    RecurrentStep(CellLayer layer, Backend backend) {
        int features = layer.features();
        int ones = layer.secondBias().isPresent() ? 1 : 0;
        this.units = layer.units();
        this.stateSize = layer.stateSize();
        int recurrence = units + ones;
        int height = recurrence + features + 1;
        this.rows = TileRows.of(height);
        rows.fill(1);
        this.hidden = rows.columns(0, units);
        this.inputs = rows.columns(recurrence, features);
        this.factors = backend.factors(TILE, height);
        int block = layer.joinsUnits() ? units : Math.min(BLOCK, backend.mostUnits(height));
        float[] kernels = stacked(layer, height);
        for (int first = 0; first < units; first += block) {
            blocks.add(new RecurrentBlock(
                    layer.cell(Math.min(block, units - first)),
                    factors,
                    kernels,
                    layer.kernel().columns(),
                    new Span(0, height),
                    new Span(recurrence, features + 1),
                    new Span(0, recurrence),
                    first,
                    Math.min(block, units - first)));
        }
    }

    /** All weights in the order of the factors. */
    private static float[] stacked(CellLayer layer, int height) {
        float[] stacked = new float[height * layer.kernel().columns()];
        int at = 0;
        layer.recurrentKernel().copyTo(stacked, at);
        at += layer.recurrentKernel().size();
        if (layer.secondBias().isPresent()) {
            layer.secondBias().get().copyTo(stacked, at);
            at += layer.secondBias().get().size();
        }
        layer.kernel().copyTo(stacked, at);
        layer.bias().copyTo(stacked, at + layer.kernel().size());
        return stacked;
    }

    @Override
    public int stateSize() {
        return stateSize;
    }

    @Override
    public void load(int count, float[] source, int offset, int stride) {
        hidden.put(count, source, offset, stride);
        hiddenIsPut = true;
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).load(count, source, offset, stride, units);
        }
    }

    @Override
    public void store(int count, float[] target, int offset, int stride) {
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).store(count, target, offset, stride, units);
        }
    }

    @Override
    public TileRows inputs() {
        return inputs;
    }

    @Override
    public void step(int count) {
        outputs();
        factors.take(rows.values(), 0, count);
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).step(count);
        }
        stepped = count;
        hiddenIsPut = false;
    }

    /** h. It is written to the factors only when needed: by the next timestep or the layer above. */
    @Override
    public TileRows outputs() {
        if (!hiddenIsPut) {
            for (int i = 0; i < blocks.size(); i++) {
                blocks.get(i).putHidden(stepped, hidden);
            }
            hiddenIsPut = true;
        }
        return hidden;
    }

    @Override
    public void close() {
        factors.close();
    }
}
