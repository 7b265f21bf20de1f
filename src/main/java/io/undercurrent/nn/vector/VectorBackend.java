package io.undercurrent.nn.vector;

import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.matrix.Factors;
import io.undercurrent.nn.matrix.Functions;
import io.undercurrent.nn.matrix.OuterProduct;

/**
 * Products in vectors of the length that the processor prefers. Each element is a chain of fused multiply-adds in the
 * order of the sum, whatever the vector length, so all processors give the same bits.
 */
final class VectorBackend implements Backend {

    private final Functions functions = new VectorFunctions();

    @Override
    public String description() {
        return "Java's Vector API, " + Lanes.COUNT + " floats at once";
    }

    @Override
    public Factors factors(int rows, int width) {
        return new VectorFactors(width);
    }

    @Override
    public OuterProduct outerProduct(int rows, int features, int units) {
        return new VectorOuterProduct(features, units);
    }

    @Override
    public Functions functions() {
        return functions;
    }

    @Override
    public int mostUnits(int features) {
        return 1 << 16;
    }
}
