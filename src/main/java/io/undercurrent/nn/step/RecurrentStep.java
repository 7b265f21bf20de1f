package io.undercurrent.nn.step;

import io.undercurrent.nn.CellLayer;
import io.undercurrent.nn.cell.Activation.Order;
import io.undercurrent.nn.cell.Cell;
import io.undercurrent.nn.matrix.Matrix;
import io.undercurrent.nn.matrix.TileProduct;
import io.undercurrent.nn.step.RecurrentBlock.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Working memory of a {@link CellLayer}, with the states of the rows of the tile.
 *
 * <p>Hidden state and input stand side by side in one row, with a one for the bias after each: (h, 1, x, 1). A gate that takes the
 * sum of both products needs one product over the whole row, or from the input on where the recurrence has no bias.
 */
final class RecurrentStep implements StateStep {

    /** Units of a block at most: a dozen planes of 16 rows each are 96 KiB then. */
    private static final int BLOCK = 128;

    private final int units;
    private final int stateSize;
    private final TileRows factors;
    private final TileRows inputs;
    private final TileRows hidden;
    private final Matrix nativeFactors;
    private final List<RecurrentBlock> blocks = new ArrayList<>();
    /** Whether h stands among the factors, and not only in the planes. */
    private boolean hiddenIsPut;

    RecurrentStep(CellLayer layer) {
        int features = layer.features();
        int ones = layer.secondBias().isPresent() ? 1 : 0;
        this.units = layer.units();
        this.stateSize = layer.stateSize();
        int recurrence = units + ones;
        int height = recurrence + features + 1;
        this.factors = TileRows.of(height);
        factors.fill(1);
        this.hidden = factors.columns(0, units);
        this.inputs = factors.columns(recurrence, features);
        this.nativeFactors = new Matrix(TILE, height);
        Cell cell = layer.cell(TILE, Order.ROW_MAJOR);
        int block = layer.joinsUnits() ? units : Math.min(BLOCK, TileProduct.mostUnits(height));
        for (int first = 0; first < units; first += block) {
            blocks.add(new RecurrentBlock(
                    cell,
                    nativeFactors,
                    stacked(layer, height),
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
    public void load(int rows, float[] source, int offset, int stride) {
        hidden.put(rows, source, offset, stride);
        hiddenIsPut = true;
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).load(rows, source, offset, stride, units);
        }
    }

    @Override
    public void store(int rows, float[] target, int offset, int stride) {
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).store(rows, target, offset, stride, units);
        }
    }

    @Override
    public TileRows inputs() {
        return inputs;
    }

    @Override
    public void step() {
        outputs();
        nativeFactors.put(0, factors.values(), 0, factors.values().length);
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).step();
        }
        hiddenIsPut = false;
    }

    /** h, which is put among the factors when someone wants it: the next timestep, or the layer above. */
    @Override
    public TileRows outputs() {
        if (!hiddenIsPut) {
            for (int i = 0; i < blocks.size(); i++) {
                blocks.get(i).putHidden(hidden);
            }
            hiddenIsPut = true;
        }
        return hidden;
    }

    @Override
    public void close() {
        blocks.forEach(RecurrentBlock::close);
        nativeFactors.close();
    }
}
