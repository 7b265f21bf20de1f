package io.undercurrent.model;

import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;

/**
 * Makes the numbers that the network sees out of a window: the one encoder of training, backtest and stream.
 *
 * <p>{@link #encodeDay} gives the input of one step of the recurrent layers, {@link #encodeOrigin} what the head has to know
 * of the days ahead. Both look at the window up to the given day only, except for what was
 * announced of the covariates of the days ahead. Every value
 * is expressed in the level and scale of its own recent past, see {@link WindowStatistics}.
 *
 * <p>Holds working memory: one instance a thread.
 */
public final class WindowEncoder {

    /** Value, present, anomaly, same weekday as tomorrow, mean anomaly of 7 and 28 days, relative scale, share present. */
    private static final int DAY_FEATURES_A_TARGET = 9;

    /** Weekday profile, last week's anomaly, present anomaly fading slowly and fast. */
    private static final int LEAD_FEATURES_A_TARGET = 5;

    /** The day against what is usual for it, the last four weeks likewise, and whether that is known. */
    private static final int CLIMATE_FEATURES_A_DAY = 3;

    /** Usual weeks, usual day, departure of the last four weeks, present departure fading slowly and fast, share known. */
    private static final int CLIMATE_FEATURES_A_LEAD = 6;

    private static final int FEATURES_A_COVARIATE = 2;
    private static final int LEAD_POSITION_FEATURES = 2;
    private static final int WEEK = 7;

    /** Farther than this many scales from the level, how far no longer matters to the network. */
    private static final float FARTHEST = 10;

    private static final double SLOW_FADING = 0.9;
    private static final double FAST_FADING = 0.6;

    private final ModelSpec spec;
    private final int targets;
    private final int horizon;
    private final int daySize;
    private final int leadSize;
    private final Calendar calendar = new Calendar();
    private final WindowStatistics[] statistics;
    private final float[] flagEffects;
    private final Climatology climatology;
    private final boolean longWindow;
    private final float[] slowFading;
    private final float[] fastFading;

    public WindowEncoder(ModelSpec spec) {
        this.spec = spec;
        targets = spec.columns().targets().size();
        horizon = spec.horizon();
        statistics = new WindowStatistics[spec.columns().count()];
        for (int column = 0; column < statistics.length; column++) {
            statistics[column] = new WindowStatistics(spec.window());
        }
        flagEffects = new float[targets * spec.flags().size()];
        climatology = new Climatology(spec.window(), horizon);
        longWindow = Climatology.fits(spec.window());
        slowFading = powers(SLOW_FADING);
        fastFading = powers(FAST_FADING);
        daySize = daySize(spec);
        leadSize = leadSize(spec);
    }

    private float[] powers(double base) {
        float[] powers = new float[horizon + 1];
        for (int exponent = 0; exponent <= horizon; exponent++) {
            powers[exponent] = (float) Math.pow(base, exponent);
        }
        return powers;
    }

    /** Number of floats that encode one day: the features of the recurrent layers. */
    public static int daySize(ModelSpec spec) {
        int usual = Climatology.fits(spec.window()) ? CLIMATE_FEATURES_A_DAY : 0;
        return spec.columns().targets().size() * (DAY_FEATURES_A_TARGET + usual)
                + spec.columns().covariates().size() * FEATURES_A_COVARIATE
                + Calendar.FEATURES;
    }

    /** Number of floats that encode one day ahead: the features that the head gets besides the hidden state. */
    public static int leadSize(ModelSpec spec) {
        int usual = Climatology.fits(spec.window()) ? CLIMATE_FEATURES_A_LEAD : 0;
        return spec.columns().targets().size() * (LEAD_FEATURES_A_TARGET + usual)
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
            features[at++] = flagEffect(window, day, target, false);
        }
        for (int column = targets; column < spec.columns().count(); column++) {
            at = encodeCovariate(window.value(day, column), column, features, at);
        }
        at = calendar.encode(day, features, at);
        if (longWindow) {
            for (int target = 0; target < targets; target++) {
                WindowStatistics past = statistics[target];
                climatology.compute(window, day, target);
                features[at++] = scaled(climatology.now(), 0, past);
                features[at++] = scaled(climatology.departure(), 0, past);
                features[at++] = climatology.known();
            }
        }
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
                at = encodeLead(window, target, origin, lead, context, at);
            }
            for (int column = targets; column < spec.columns().count(); column++) {
                at = encodeCovariate(window.announced(origin + lead, column), column, context, at);
            }
            at = calendar.encode(origin + lead, context, at);
            context[at++] = (float) lead / horizon;
            context[at++] = 1f / lead;
        }
        if (longWindow) {
            encodeUsual(window, origin, context, leads);
        }
    }

    private int encodeLead(SlidingWindow window, int target, int origin, int lead, float[] features, int offset) {
        WindowStatistics past = statistics[target];
        if (!past.hasValues()) {
            return zeros(features, offset, LEAD_FEATURES_A_TARGET);
        }
        int day = origin + lead;
        float profile = past.profile(day);
        int lastWeek = day - WEEK * ((lead + WEEK - 1) / WEEK);
        float now = limited(past.meanAnomaly(1) / past.scale());
        features[offset] = scaled(profile, past.level(), past);
        features[offset + 1] = scaled(past.value(lastWeek), profile, past);
        features[offset + 2] = now * slowFading[lead];
        features[offset + 3] = now * fastFading[lead];
        features[offset + 4] = flagEffect(window, day, target, true);
        return offset + LEAD_FEATURES_A_TARGET;
    }

    private void encodeUsual(SlidingWindow window, int origin, float[] context, int leads) {
        for (int target = 0; target < targets; target++) {
            climatology.compute(window, origin, target);
            for (int lead = 1; lead <= horizon; lead++) {
                int at = leads + lead * leadSize - (targets - target) * CLIMATE_FEATURES_A_LEAD;
                encodeUsual(statistics[target], origin, lead, context, at);
            }
        }
    }

    /** What is usual for the day ahead, how far the present is from what is usual for it, and how surely that is known. */
    private int encodeUsual(WindowStatistics past, int origin, int lead, float[] features, int offset) {
        if (!past.hasValues()) {
            return zeros(features, offset, CLIMATE_FEATURES_A_LEAD);
        }
        float smooth = climatology.smooth(lead);
        float now = scaled(climatology.now(), 0, past);
        features[offset] = scaled(smooth, past.profile(origin + lead), past);
        features[offset + 1] = scaled(climatology.sameDay(lead), smooth, past);
        features[offset + 2] = scaled(climatology.departure(), 0, past);
        features[offset + 3] = now * slowFading[lead];
        features[offset + 4] = now * fastFading[lead];
        features[offset + 5] = climatology.known();
        return offset + CLIMATE_FEATURES_A_LEAD;
    }

    private int encodeCovariate(float value, int column, float[] features, int offset) {
        boolean known = !Float.isNaN(value);
        boolean flag = spec.flags().get(column - targets);
        features[offset] =
                !known ? 0 : flag ? limited(value) : scaled(value, statistics[column].level(), statistics[column]);
        features[offset + 1] = known ? 1 : 0;
        return offset + FEATURES_A_COVARIATE;
    }

    /** What the flags of {@code day} together usually do to a target, in scales. */
    private float flagEffect(SlidingWindow window, int day, int target, boolean ahead) {
        float sum = 0;
        for (int flag = 0; flag < spec.flags().size(); flag++) {
            int column = targets + flag;
            float value = ahead ? window.announced(day, column) : window.value(day, column);
            if (spec.flags().get(flag) && value == 1) {
                sum += flagEffects[target * spec.flags().size() + flag];
            }
        }
        return scaled(sum, 0, statistics[target]);
    }

    private void summarise(SlidingWindow window, int day) {
        for (int column = 0; column < statistics.length; column++) {
            if (column < targets || !spec.flags().get(column - targets)) {
                statistics[column].compute(window, day, column);
            }
        }
        int flags = spec.flags().size();
        for (int target = 0; target < targets; target++) {
            for (int flag = 0; flag < flags; flag++) {
                if (spec.flags().get(flag)) {
                    flagEffects[target * flags + flag] = statistics[target].flagEffect(window, targets + flag);
                }
            }
        }
    }

    private static float scaled(float value, float centre, WindowStatistics past) {
        float difference = value - centre;
        return Float.isNaN(difference) || !past.hasValues() ? 0 : limited(difference / past.scale());
    }

    private static float limited(float scaled) {
        return Math.max(-FARTHEST, Math.min(FARTHEST, scaled));
    }

    private static int zeros(float[] features, int offset, int count) {
        Arrays.fill(features, offset, offset + count, 0);
        return offset + count;
    }
}
