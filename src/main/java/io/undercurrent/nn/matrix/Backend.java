package io.undercurrent.nn.matrix;

/**
 * What multiplies matrices for networks. All arrays are row-major.
 *
 * <p>An element of a product is the sum of the same terms in the same order wherever its row stands, and whatever stands beside it:
 * within one back end a row has the same bits in any company.
 */
public interface Backend {

    /** What it is and how wide, for people: such as {@code Vector API, 16 floats at once}. */
    String description();

    /**
     * Room for the rows that some products read.
     *
     * @param rows of them at most
     */
    Factors factors(int rows, int width);

    /**
     * Sums of outer products.
     *
     * @param rows that are summed over at most
     */
    OuterProduct outerProduct(int rows, int features, int units);

    /** The functions of the gates. */
    Functions functions();

    /** How many units a product of so many features should have at most to be fast, a multiple of 16. */
    int mostUnits(int features);
}
