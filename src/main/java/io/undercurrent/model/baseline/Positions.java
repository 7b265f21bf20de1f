package io.undercurrent.model.baseline;

/** Some positions of a window, in their order: working memory that is filled anew for each. */
final class Positions {

    private final int[] positions;
    private int count;

    /**
     * @param span positions that there are
     */
    Positions(int span) {
        positions = new int[span];
    }

    /** Takes those whose mark is {@code as}. */
    void collect(boolean[] marks, boolean as) {
        count = 0;
        for (int i = 0; i < positions.length; i++) {
            if (marks[i] == as) {
                positions[count++] = i;
            }
        }
    }

    /** Takes those that a flag makes anything of. */
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
