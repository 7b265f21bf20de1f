package io.undercurrent.model.baseline;

/**
 * The level of a decomposed target, smoothed at three speeds from day to day. The departure of a single day is limited.
 * If several days in a row lie far off on one side, the level has jumped, and all three levels start again from there.
 */
final class SmoothLevels {

    private static final double FAST = 0.25;
    private static final double MIDDLE = 0.08;
    private static final double SLOW = 0.03;

    /** Departures are limited to this many mean departures. */
    private static final double MOST_DEPARTING = 3;

    /** A day that departs by more than this many mean departures may belong to a jump. */
    private static final double JUMP = 2.5;

    /** Days in a row that make a jump. */
    private static final int JUMP_DAYS = 4;

    /** Days whose level is less than this share of today's are not used. */
    private static final double LEAST_SHARE = 0.1;

    private double usual;
    private double least;
    private boolean relative;
    private double quick;
    private double medium;
    private double slow;
    private int side;
    private double sideSum;
    private double cleaned;
    private double inverse;

    /**
     * Where to go on from.
     *
     * @param usual mean absolute departure of a day, relative to the level if effects are factors
     * @param least levels below this are not used
     * @param side days in a row that lay off on one side, negative if below
     * @param sideSum sum of their values
     */
    record Start(
            double usual,
            double least,
            boolean relative,
            double quick,
            double medium,
            double slow,
            int side,
            double sideSum) {

        /** The start of a window with that first level and that level today. */
        static Start of(float first, double usual, float today, boolean relative) {
            return new Start(usual, LEAST_SHARE * today, relative, first, first, first, 0, 0);
        }
    }

    void start(Start from) {
        usual = from.usual;
        least = from.least;
        relative = from.relative;
        quick = from.quick;
        medium = from.medium;
        slow = from.slow;
        side = from.side;
        sideSum = from.sideSum;
        cleaned = medium;
        invert();
    }

    Start end() {
        return new Start(usual, least, relative, quick, medium, slow, side, sideSum);
    }

    /** Goes on by a day with that adjusted value, NaN if it has none. */
    void follow(float value) {
        cleaned = medium;
        if (!Float.isNaN(value)) {
            double unit = usual * (relative ? medium : 1);
            double off = value - medium;
            int now = Math.abs(off) <= JUMP * unit ? 0 : off > 0 ? 1 : -1;
            side = now != 0 && now == Integer.signum(side) ? side + now : now;
            sideSum = Math.abs(side) <= 1 ? value : sideSum + value;
            if (Math.abs(side) >= JUMP_DAYS) {
                quick = sideSum / JUMP_DAYS;
                medium = quick;
                slow = quick;
                side = 0;
                cleaned = quick;
            } else {
                double most = MOST_DEPARTING * unit;
                cleaned = medium + (off > most ? most : off < -most ? -most : off);
                quick += FAST * (cleaned - quick);
                medium += MIDDLE * (cleaned - medium);
                slow += SLOW * (cleaned - slow);
            }
        }
        invert();
    }

    private void invert() {
        inverse = !relative ? 1 : slow > least ? 1 / slow : 0;
    }

    /** The day's value, replaced by the expected one if it has none, limited if it is an outlier. */
    float cleaned() {
        return (float) cleaned;
    }

    float slow() {
        return (float) slow;
    }

    /** The fastest level minus the slow one; divided by it if effects are factors. */
    float fast() {
        return (float) ((quick - slow) * inverse);
    }

    /** The same of the middle one. */
    float middle() {
        return (float) ((medium - slow) * inverse);
    }

    /** Weight of the day in the fit of the fastest level. */
    float fastWeight() {
        return (float) (fast() * inverse);
    }

    float middleWeight() {
        return (float) (middle() * inverse);
    }
}
