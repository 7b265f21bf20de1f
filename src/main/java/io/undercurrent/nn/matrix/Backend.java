package io.undercurrent.nn.matrix;

/**
 * Multiplies matrices for networks. All arrays are row-major.
 *
 * <p>Each element of a product sums the same terms in the same order, wherever its row is and whatever the other rows
 * hold. Within one back end a row's result is therefore always the same to the bit.
 */
public interface Backend {

    /** Name and vector width to show to users, such as {@code Vector API, 16 floats at once}. */
    String description();

    /**
     * Allocates room for the rows that products read.
     *
     * @param rows number of rows at most
     */
    Factors factors(int rows, int width);

    /**
     * Allocates a sum of outer products.
     *
     * @param rows number of rows summed over at most
     */
    OuterProduct outerProduct(int rows, int features, int units);

    /** The functions of the gates. */
    Functions functions();

    /** The largest number of units, a multiple of 16, at which a product of {@code features} features is fast. */
    int mostUnits(int features);
}
