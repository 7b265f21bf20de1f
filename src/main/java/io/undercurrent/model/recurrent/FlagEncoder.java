package io.undercurrent.model.recurrent;

import io.undercurrent.model.window.FlagDays;
import io.undercurrent.model.window.Occasions;
import io.undercurrent.series.SlidingWindow;

/** Encodes flags: covariates that are 0 or 1, and holidays. One thread's working memory. */
final class FlagEncoder {

    /** The flag, and whether it is known. */
    static final int FEATURES = 2;

    /** Whether a flag stands on the next day or stood on one of the last few. */
    static final int NEIGHBOURS = 2;

    private final FlagDays days;
    private final int firstHoliday;
    private final int horizon;
    /** (targets, flags): the effect of each flag, in the unit of the target. */
    private final float[] effects;

    FlagEncoder(ModelSpec spec) {
        days = spec.flagDays();
        firstHoliday = spec.flagColumns().length;
        horizon = spec.horizon();
        effects = new float[spec.columns().targets().size() * days.count()];
    }

    FlagDays days() {
        return days;
    }

    int count() {
        return days.count();
    }

    /** Sets the effect of a flag on a target. */
    void setEffect(int target, int flag, float effect) {
        effects[target * days.count() + flag] = effect;
    }

    /** The effects of all flags of {@code day} on a target together. */
    float effect(SlidingWindow window, int day, int target, boolean ahead) {
        float sum = 0;
        for (int flag = 0; flag < days.count(); flag++) {
            double value = ahead ? days.announced(window, day, flag) : days.value(window, day, flag);
            if (value == 1) {
                sum += effects[target * days.count() + flag];
            }
        }
        return sum;
    }

    /** Encodes the holidays of a day as read, or as announced. */
    int encodeHolidays(SlidingWindow window, int day, boolean ahead, float[] features, int offset) {
        int at = offset;
        for (int holiday = firstHoliday; holiday < days.count(); holiday++) {
            double value = ahead ? days.announced(window, day, holiday) : days.value(window, day, holiday);
            at = encode(value, features, at);
        }
        return at;
    }

    static int encode(double value, float[] features, int offset) {
        boolean known = !Double.isNaN(value);
        features[offset] = known ? WindowEncoder.limited((float) value) : 0;
        features[offset + 1] = known ? 1 : 0;
        return offset + FEATURES;
    }

    /**
     * Encodes for each flag whether it is set on the day after, or was set on one of the last few days. Days after the
     * horizon are not read.
     */
    int encodeNeighbours(SlidingWindow window, int origin, int lead, float[] features, int offset) {
        int at = offset;
        for (int flag = 0; flag < days.count(); flag++) {
            boolean on = days.announced(window, origin + lead, flag) == 1;
            boolean before = !on && lead < horizon && days.announced(window, origin + lead + 1, flag) == 1;
            boolean after = false;
            for (int back = 1; Occasions.isFelt(back) && !on; back++) {
                int day = origin + lead - back;
                after |= (day > origin ? days.announced(window, day, flag) : days.value(window, day, flag)) == 1;
            }
            features[at++] = before ? 1 : 0;
            features[at++] = after ? 1 : 0;
        }
        return at;
    }
}
