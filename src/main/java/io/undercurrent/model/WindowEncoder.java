package io.undercurrent.model;

import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;

/**
 * Makes the numbers that the network sees out of a window: the one encoder of training, backtest and stream.
 *
 * <p>{@link #encodeDay} gives the input of one step of the recurrent layers, {@link #encodeOrigin} what the head has to know
 * of the days ahead. Both look at the window up to the given day only, except for covariates of the days ahead. Every value
 * is expressed in the level and scale of its own recent past, see {@link WindowStatistics}.
 *
 * <p>Holds working memory: one instance a thread.
 */
public final class WindowEncoder {

    /** Value, present, anomaly, same weekday as tomorrow, mean anomaly of 7 and 28 days, relative scale, share present. */
    private static final int DAY_FEATURES_A_TARGET = 8;

    /** Weekday profile, last week's anomaly, present anomaly fading slowly and fast. */
    private static final int LEAD_FEATURES_A_TARGET = 4;

    private static final int FEATURES_A_COVARIATE = 2;
    private static final int LEAD_POSITION_FEATURES = 2;
    private static final int WEEK = 7;

    /** Farther than this many scales from the level, how far no longer matters to the network. */
    private static final float FARTHEST = 10;

    private static final float SLOW_FADING = 0.9f;
    private static final float FAST_FADING = 0.6f;

    private final ModelSpec spec;
    private final int targets;
    private final int horizon;
    private final int daySize;
    private final int leadSize;
    private final Calendar calendar = new Calendar();
    private final WindowStatistics[] statistics;
    private final YearlyPattern yearly;

    public WindowEncoder(ModelSpec spec) {
        this.spec = spec;
        targets = spec.columns().targets().size();
        horizon = spec.horizon();
        statistics = new WindowStatistics[spec.columns().count()];
        for (int column = 0; column < statistics.length; column++) {
            statistics[column] = new WindowStatistics(spec.window());
        }
        yearly = new YearlyPattern(spec.window(), horizon);
        daySize = daySize(spec);
        leadSize = leadSize(spec);
    }

    /** Number of floats that encode one day: the features of the recurrent layers. */
    public static int daySize(ModelSpec spec) {
        return spec.columns().targets().size() * DAY_FEATURES_A_TARGET
                + spec.columns().covariates().size() * FEATURES_A_COVARIATE
                + Calendar.FEATURES;
    }

    /** Number of floats that encode one day ahead: the features that the head gets besides the hidden state. */
    public static int leadSize(ModelSpec spec) {
        int yearly = YearlyPattern.fits(spec.window()) ? YearlyPattern.FEATURES : 0;
        return spec.columns().targets().size() * (LEAD_FEATURES_A_TARGET + yearly)
                + spec.columns().covariates().size() * FEATURES_A_COVARIATE
                + Calendar.FEATURES
                + LEAD_POSITION_FEATURES;
    }

    /**
     * Number of floats that describe an origin: for each target its scale and its baseline for each lead, then (horizon,
     * leadSize) features.
     */
    public int originSize() {
        return leadsOffset() + horizon * leadSize;
    }

    /** Where the features of the leads begin inside an encoded origin. */
    public int leadsOffset() {
        return targets * (1 + horizon);
    }

    /** Where the scale of {@code target} stands inside an encoded origin; its baseline for each lead follows. */
    public int scaleOffset(int target) {
        return target * (1 + horizon);
    }

    /**
     * Encodes {@code day} for one step of the recurrent layers. A missing value enters as 0 with its present flag at 0.
     *
     * @param window holds {@code day} and the days before it that the spec's window reaches back
     * @param day the day to encode, possibly before the newest
     * @param features receives {@link #daySize} floats from {@code offset} on
     */
    public void encodeDay(SlidingWindow window, int day, float[] features, int offset) {
        summarise(window, day);
        int at = offset;
        for (int target = 0; target < targets; target++) {
            WindowStatistics past = statistics[target];
            if (!past.hasValues()) {
                at = zeros(features, at, DAY_FEATURES_A_TARGET);
                continue;
            }
            float value = past.value(day);
            boolean present = !Float.isNaN(value);
            features[at++] = scaled(value, past.level(), past);
            features[at++] = present ? 1 : 0;
            features[at++] = scaled(value, past.profile(day), past);
            features[at++] = scaled(past.value(day + 1 - WEEK), past.level(), past);
            features[at++] = limited(past.meanAnomaly(WEEK) / past.scale());
            features[at++] = limited(past.meanAnomaly(4 * WEEK) / past.scale());
            features[at++] = past.scale() / (Math.abs(past.level()) + past.scale());
            features[at++] = past.fill();
        }
        at = encodeCovariates(window, day, features, at);
        calendar.encode(day, features, at);
    }

    /**
     * Encodes the days ahead of {@code origin} for the head, with the baseline that it corrects.
     *
     * @param context receives {@link #originSize} floats from {@code offset} on; scale and baseline are NaN for a target that
     *     the window has no value of
     */
    public void encodeOrigin(SlidingWindow window, int origin, float[] context, int offset) {
        summarise(window, origin);
        for (int target = 0; target < targets; target++) {
            WindowStatistics past = statistics[target];
            int at = offset + scaleOffset(target);
            context[at++] = past.scale();
            for (int lead = 1; lead <= horizon; lead++) {
                context[at++] = past.profile(origin + lead);
            }
        }
        int leads = offset + leadsOffset();
        for (int lead = 1; lead <= horizon; lead++) {
            int at = leads + (lead - 1) * leadSize;
            for (int target = 0; target < targets; target++) {
                at = encodeLead(statistics[target], origin, lead, context, at);
            }
            at = encodeCovariates(window, origin + lead, context, at);
            at = calendar.encode(origin + lead, context, at);
            context[at++] = (float) lead / horizon;
            context[at] = 1f / lead;
        }
        if (YearlyPattern.fits(spec.window())) {
            encodeYearly(window, origin, context, leads);
        }
    }

    private int encodeLead(WindowStatistics past, int origin, int lead, float[] features, int offset) {
        int room = LEAD_FEATURES_A_TARGET + (YearlyPattern.fits(spec.window()) ? YearlyPattern.FEATURES : 0);
        zeros(features, offset, room);
        if (past.hasValues()) {
            int day = origin + lead;
            float profile = past.profile(day);
            int lastWeek = day - WEEK * ((lead + WEEK - 1) / WEEK);
            float now = limited(past.meanAnomaly(1) / past.scale());
            features[offset] = scaled(profile, past.level(), past);
            features[offset + 1] = scaled(past.value(lastWeek), profile, past);
            features[offset + 2] = now * (float) Math.pow(SLOW_FADING, lead);
            features[offset + 3] = now * (float) Math.pow(FAST_FADING, lead);
        }
        return offset + room;
    }

    private void encodeYearly(SlidingWindow window, int origin, float[] context, int leads) {
        for (int target = 0; target < targets; target++) {
            WindowStatistics past = statistics[target];
            if (past.hasValues()) {
                yearly.compute(window, origin, target);
                int room = LEAD_FEATURES_A_TARGET + YearlyPattern.FEATURES;
                for (int lead = 1; lead <= horizon; lead++) {
                    int at = leads + (lead - 1) * leadSize + target * room + LEAD_FEATURES_A_TARGET;
                    context[at] = limited(yearly.smooth(lead) / past.scale());
                    context[at + 1] = limited(yearly.sameDay(lead) / past.scale());
                    context[at + 2] = yearly.known(lead) ? 1 : 0;
                }
            }
        }
    }

    private int encodeCovariates(SlidingWindow window, int day, float[] features, int offset) {
        int at = offset;
        for (int column = targets; column < spec.columns().count(); column++) {
            float value = window.value(day, column);
            boolean known = !Float.isNaN(value);
            boolean flag = spec.flags().get(column - targets);
            features[at++] =
                    !known ? 0 : flag ? limited(value) : scaled(value, statistics[column].level(), statistics[column]);
            features[at++] = known ? 1 : 0;
        }
        return at;
    }

    private void summarise(SlidingWindow window, int day) {
        for (int column = 0; column < statistics.length; column++) {
            if (column < targets || !spec.flags().get(column - targets)) {
                statistics[column].compute(window, day, column);
            }
        }
    }

    private static float scaled(float value, float centre, WindowStatistics past) {
        return Float.isNaN(value) || !past.hasValues() ? 0 : limited((value - centre) / past.scale());
    }

    private static float limited(float scaled) {
        return Math.max(-FARTHEST, Math.min(FARTHEST, scaled));
    }

    private static int zeros(float[] features, int offset, int count) {
        Arrays.fill(features, offset, offset + count, 0);
        return offset + count;
    }
}
