package io.undercurrent.model.window;

/**
 * The median of up to eight values without branches that depend on the values; a usual sort of so few values loses its
 * time in mispredicted branches. Both halves are sorted; comparing them pairwise from opposite ends gives the four
 * least values.
 *
 * <p>Not thread-safe: holds working memory.
 */
final class MedianOfEight {

    private static final int HALF = 4;
    private static final int MOST = 2 * HALF;

    /** Values as integers in the same order, because the processor can compare and pick integers without a branch. */
    private final int[] keys = new int[MOST];

    private int count;

    /**
     * Removes all values. Free places hold the greatest and the least integer in turn, so that they do not move the
     * median.
     */
    void clear() {
        for (int i = 0; i < MOST; i++) {
            keys[i] = i % 2 == 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        }
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Adds a value that is not NaN, in place of the last free place. */
    void add(float value) {
        count++;
        keys[MOST - count] = inOrder(Float.floatToRawIntBits(value));
    }

    /** The median; with an even number of values, the mean of the two middle ones. Afterwards the values are lost. */
    float median() {
        sortFour(0);
        sortFour(HALF);
        int lower = Integer.MIN_VALUE;
        int upper = Integer.MAX_VALUE;
        for (int i = 0; i < HALF; i++) {
            int one = keys[i];
            int other = keys[MOST - 1 - i];
            lower = Math.max(lower, Math.min(one, other));
            upper = Math.min(upper, Math.max(one, other));
        }
        float fourth = Float.intBitsToFloat(inOrder(lower));
        return count % 2 == 1 ? fourth : 0.5f * fourth + 0.5f * Float.intBitsToFloat(inOrder(upper));
    }

    private void sortFour(int from) {
        order(from, from + 1);
        order(from + 2, from + 3);
        order(from, from + 2);
        order(from + 1, from + 3);
        order(from + 1, from + 2);
    }

    private void order(int first, int second) {
        int one = keys[first];
        int other = keys[second];
        keys[first] = Math.min(one, other);
        keys[second] = Math.max(one, other);
    }

    /**
     * Converts float bits to integers of the same order, by inverting the bits of negative floats; also converts back.
     */
    private static int inOrder(int bits) {
        return bits ^ bits >> 31 & Integer.MAX_VALUE;
    }
}
