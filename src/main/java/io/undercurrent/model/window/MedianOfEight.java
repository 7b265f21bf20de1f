package io.undercurrent.model.window;

/**
 * The median of up to eight values, by comparisons that are the same whatever the values are: a sort of so few spends its time on
 * branches that nobody can foresee. Two halves are sorted, and of each pair from both ends one is among the four least.
 *
 * <p>Holds working memory: one instance a thread.
 */
final class MedianOfEight {

    private static final int HALF = 4;
    private static final int MOST = 2 * HALF;

    /** Values as numbers that are in the same order, of which the processor picks the smaller one without a branch. */
    private final int[] keys = new int[MOST];

    private int count;

    /** Begins with no value. Free places are the greatest and the least by turns, so that they do not move the middle. */
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

    /** The value in the middle; where they are even in number, half of each of the two there. Uses up the values. */
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

    /** Turns the bits of negative floats round, which count the other way; and back again. */
    private static int inOrder(int bits) {
        return bits ^ bits >> 31 & Integer.MAX_VALUE;
    }
}
