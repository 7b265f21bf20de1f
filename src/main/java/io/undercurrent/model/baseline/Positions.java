package io.undercurrent.model.baseline;

/** A list of positions of a window, ascending. Working memory, refilled for each window. */
final class Positions {

    private final int[] positions;
    private int count;

    /**
     *
     * @param span number of positions of a window
     */
    Positions(int span) {
        positions = new int[span];
    }

    /** Collects the positions whose mark is {@code as}. */
    void collect(boolean[] marks, boolean as) {
        count = 0;
        for (int i = 0; i < positions.length; i++) {
            if (marks[i] == as) {
                positions[count++] = i;
            }
        }
    }

    /** Collects the positions that a flag affects. */
    void collect(byte[] kinds) {
        count = 0;
        for (int i = 0; i < positions.length; i++) {
            if (kinds[i] != Occasions.NONE) {
                positions[count++] = i;
            }
        }
    }

    int count() {
        return count;
    }

    int at(int which) {
        return positions[which];
    }
}
