package io.undercurrent.nn.matrix;

/** OpenBLAS, as included in ND4J. */
final class BlasBackend implements Backend {

    /**
     * Most multiplications in a product that OpenBLAS's small-matrix routines for AVX-512 take. They read the factors
     * in place and are twice as fast at this size as the routines that copy them into another order first.
     */
    private static final int SMALL = 1_000_000;

    private static final int LANES = 16;

    private final Functions functions = new PlainFunctions();

    @Override
    public String description() {
        return "OpenBLAS by ND4J";
    }

    @Override
    public Factors factors(int rows, int width) {
        return new BlasFactors(rows, width);
    }

    @Override
    public OuterProduct outerProduct(int rows, int features, int units) {
        return new BlasOuterProduct(rows, features, units);
    }

    @Override
    public Functions functions() {
        return functions;
    }

    @Override
    public int mostUnits(int features) {
        return Math.max(1, SMALL / BlasProduct.TILE / features / LANES) * LANES;
    }
}
