package io.undercurrent.simulator;

/**
 * When a store promotes. The plan stands long before: it depends on nothing but store and date. Of each fortnight some
 * stores give a Wednesday to Saturday on which they start a promotion of three to seven days.
 */
final class PromotionPlan {

    private static final int FORTNIGHT = 14;
    private static final double HELD = 0.45;
    /** Day of the fortnight: day 0, 1970-01-01, was a Thursday. */
    private static final int WEDNESDAY = 6;

    private static final int SHORTEST = 3;
    private static final int LONGEST = 7;
    /** Days of weaker sales after a promotion, when cupboards are full. */
    private static final int HANGOVER = 3;

    private final long seed;
    private final int store;

    PromotionPlan(long seed, int store) {
        this.seed = seed;
        this.store = store;
    }

    /** Whether the store promotes on {@code day}, counted from 1970-01-01. */
    boolean promotes(int day) {
        return isWithin(day, 0);
    }

    /** Whether a promotion ended in the days before {@code day}. */
    boolean hasHangover(int day) {
        return !promotes(day) && isWithin(day, HANGOVER);
    }

    private boolean isWithin(int day, int extension) {
        // A promotion of the fortnight before may reach into this one.
        int fortnight = Math.floorDiv(day, FORTNIGHT);
        return covers(fortnight, day, extension) || covers(fortnight - 1, day, extension);
    }

    private boolean covers(int fortnight, int day, int extension) {
        if (uniform(Seeds.Purpose.PROMOTION_HELD, fortnight) >= HELD) {
            return false;
        }
        int start = FORTNIGHT * fortnight + WEDNESDAY + (int) (4 * uniform(Seeds.Purpose.PROMOTION_START, fortnight));
        int length = SHORTEST + (int) ((LONGEST - SHORTEST + 1) * uniform(Seeds.Purpose.PROMOTION_LENGTH, fortnight));
        return day >= start && day < start + length + extension;
    }

    private double uniform(Seeds.Purpose purpose, int fortnight) {
        return Seeds.uniform(seed, purpose, store, fortnight);
    }
}
