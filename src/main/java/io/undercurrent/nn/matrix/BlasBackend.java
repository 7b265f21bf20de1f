package io.undercurrent.nn.matrix;

/** OpenBLAS, as ND4J brings it. */
final class BlasBackend implements Backend {

    /**
     * For AVX-512 OpenBLAS has routines that take small factors as they lie, twice as fast at this size as those that first copy them
     * into another order. They take products of up to a million multiplications.
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
