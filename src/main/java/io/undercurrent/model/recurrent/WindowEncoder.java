package io.undercurrent.model.recurrent;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.model.baseline.Climatology;
import io.undercurrent.model.baseline.Decomposition;
import io.undercurrent.model.baseline.LongView;
import io.undercurrent.model.window.Calendar;
import io.undercurrent.model.window.WindowStatistics;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kind.StaticFeatures;
import java.util.Arrays;

/**
 * Computes the network's inputs from a window. Training, backtest and stream all use this encoder.
 *
 * <p>{@link #encodeDay} computes the input of one step of the recurrent layers, {@link #encodeOrigin} the head's
 * features of the days ahead. Both read the window only up to the given day, and announced covariates of the days after
 * it. Each value is scaled by the level and scale of its own recent past, see {@link WindowStatistics}.
 *
 * <p>Not thread-safe: holds working memory.
 */
public final class WindowEncoder {

    /**
     * Value, present, anomaly, same weekday as tomorrow, mean anomaly of 7 and 28 days, relative scale, share present, usual
     * effect of the day's flags.
     */
    private static final int DAY_FEATURES_A_TARGET = 9;

    /** Weekday profile, last week's anomaly, present anomaly fading slowly and fast, usual effect of the day's flags. */
    private static final int LEAD_FEATURES_A_TARGET = 5;

    /**
     * The day minus its climatology, the last four weeks minus theirs, and whether the climatology is known; the day
     * minus its decomposition, and the last week's level minus the month's.
     */
    private static final int LONG_FEATURES_A_DAY = 5;

    /**
     * Usual weeks, usual day, departure of the last four weeks, present departure fading slowly, fast and as fitted, share
     * known; by decomposition what weekday, occasions and date make of the day, and the last week's level.
     */
    private static final int LONG_FEATURES_A_LEAD = 11;

    private static final int FEATURES_A_COVARIATE = FlagEncoder.FEATURES;

    private static final int LEAD_POSITION_FEATURES = 2;

    /** Anomalies with a spread of less than this share of the recent days' spread count as unknown. */
    private static final float LEAST_SHARE = 0.05f;

    /** Values farther from the baseline than this, in scales, count as typing errors: no network learns from them. */
    public static final float FARTHEST_OUTCOME = 100;

    /** Inputs are limited to this many scales from the level. */
    private static final float FARTHEST = 10;

    private static final double SLOW_FADING = 0.9;
    private static final double FAST_FADING = 0.6;

    private final ModelSpec spec;
    private final int targets;
    private final int horizon;
    private final int daySize;
    private final int leadSize;
    private final Calendar calendar;
    private final WindowStatistics[] statistics;
    private final FlagEncoder flags;
    private final KindEncoder kinds;
    private final LongView longView;
    private final float[] scales;
    private final float[] slowFading;
    private final float[] fastFading;
    /** Window, day and change counter of the present statistics, which are reused while these stay the same. */
    private SlidingWindow summarised;

    private int summarisedDay;
    private long summarisedChanges;

    public WindowEncoder(ModelSpec spec) {
        this.spec = spec;
        targets = spec.columns().targets().size();
        horizon = spec.horizon();
        calendar = new Calendar(spec.easter());
        statistics = new WindowStatistics[spec.columns().count()];
        int days = Math.min(spec.window(), WindowStatistics.RECENT_DAYS);
        for (int column = 0; column < statistics.length; column++) {
            statistics[column] = new WindowStatistics(spec.window(), days, spec.scalePrior(column), spec.spikeDays());
        }
        flags = new FlagEncoder(spec);
        kinds = new KindEncoder(spec);
        longView = spec.seesYears()
                ? new LongView(
                        spec,
                        spec.baselines(),
                        spec.monthFactors(calendar),
                        spec.window(),
                        horizon,
                        spec.spikeDays(),
                        flags.days(),
                        calendar)
                : null;
        scales = new float[spec.columns().count()];
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
        int usual = spec.seesYears() ? LONG_FEATURES_A_DAY : 0;
        return spec.columns().targets().size() * (DAY_FEATURES_A_TARGET + usual)
                + knownAhead(spec) * FEATURES_A_COVARIATE
                + Calendar.features(spec.easter());
    }

    /** Number of floats that encode one day ahead: the inputs of the head besides the hidden state. */
    public static int leadSize(ModelSpec spec) {
        int usual = spec.seesYears() ? LONG_FEATURES_A_LEAD : 0;
        return spec.columns().targets().size() * (LEAD_FEATURES_A_TARGET + usual)
                + knownAhead(spec) * FEATURES_A_COVARIATE
                + (spec.flagColumns().length + spec.calendars()) * FlagEncoder.NEIGHBOURS
                + Calendar.features(spec.easter())
                + LEAD_POSITION_FEATURES
                + spec.kinds().size();
    }

    /** Covariates of readings, and holidays. */
    private static int knownAhead(ModelSpec spec) {
        return spec.columns().covariates().size() + spec.calendars();
    }

    /** Allocates {@code rows} encoded origins with features (horizon, leadSize). */
    public EncodedOrigins origins(int rows) {
        return new EncodedOrigins(targets, horizon, horizon * leadSize, rows);
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
            features[at++] = scaled(value - past.level(), target);
            features[at++] = present ? 1 : 0;
            features[at++] = scaled(value - past.profile(day), target);
            features[at++] = scaled(past.value(day + 1 - WEEK) - past.level(), target);
            features[at++] = scaled(past.meanAnomaly(WEEK), target);
            features[at++] = scaled(past.meanAnomaly(4 * WEEK), target);
            features[at++] = past.relative(scales[target]);
            features[at++] = past.fill();
            features[at++] = scaled(flags.effect(window, day, target, false), target);
        }
        for (int column = targets; column < spec.columns().count(); column++) {
            boolean slip = !spec.flags().get(column - targets) && Float.isNaN(statistics[column].value(day));
            at = encodeCovariate(slip ? Double.NaN : window.value(day, column), column, features, at);
        }
        at = flags.encodeHolidays(window, day, false, features, at);
        at = calendar.encode(day, features, at);
        if (longView != null) {
            for (int target = 0; target < targets; target++) {
                at = encodeUsual(target, statistics[target].value(day), features, at);
            }
        }
    }

    private int encodeUsual(int target, float value, float[] features, int offset) {
        Climatology climatology = longView.climatology(target);
        features[offset] = scaled(climatology.now(), target);
        features[offset + 1] = scaled(climatology.departure(), target);
        features[offset + 2] = climatology.isKnown() ? 1 : 0;
        Decomposition parts = longView.decomposition(target);
        features[offset + 3] = parts.isKnown() ? scaled(value - parts.usual(0), target) : 0;
        features[offset + 4] = parts.isKnown() ? scaled(parts.recentLevel() - parts.level(), target) : 0;
        return offset + LONG_FEATURES_A_DAY;
    }

    /** Encodes the days ahead of {@code origin} of a series of no known kind. */
    void encodeOrigin(SlidingWindow window, int origin, EncodedOrigins origins, int row) {
        encodeOrigin(window, origin, StaticFeatures.NONE, origins, row);
    }

    /**
     * Encodes the days ahead of {@code origin} for the head, with the baseline that it corrects.
     *
     * @param statics what stays the same about the series; a young one borrows from others of its kind
     * @param origins receives the origin in {@code row}; scale and baseline are NaN for a target without a value in the
     *     window
     */
    public void encodeOrigin(
            SlidingWindow window, int origin, StaticFeatures statics, EncodedOrigins origins, int row) {
        summarise(window, origin);
        // What follows changes the statistics, and the decompositions, from which it removes the effects of other
        // targets. Days are encoded without it.
        if (kinds.lends()) {
            borrow(window, statics);
            summarised = null;
        }
        if (longView != null) {
            longView.lookAhead();
            summarised = null;
        }
        for (int target = 0; target < targets; target++) {
            int age = window.age(target, origin - spec.window() + 1, origin);
            origins.setTarget(
                    row,
                    target,
                    scales[target],
                    statistics[target].observations().reference(),
                    age);
            for (int lead = 1; lead <= horizon; lead++) {
                origins.setBaseline(row, target, lead, baseline(window, target, origin, lead));
            }
        }
        float[] context = origins.values();
        int leads = origins.featuresOffset(row);
        for (int lead = 1; lead <= horizon; lead++) {
            int at = leads + (lead - 1) * leadSize;
            for (int target = 0; target < targets; target++) {
                at = encodeLead(window, target, origin, lead, context, at);
            }
            for (int column = targets; column < spec.columns().count(); column++) {
                at = encodeCovariate(window.announced(origin + lead, column), column, context, at);
            }
            at = flags.encodeHolidays(window, origin + lead, true, context, at);
            at = flags.encodeNeighbours(window, origin, lead, context, at);
            at = calendar.encode(origin + lead, context, at);
            context[at++] = (float) lead / horizon;
            context[at++] = 1f / lead;
            for (int target = 0; longView != null && target < targets; target++) {
                at = encodeUsual(window, target, origin, lead, context, at);
            }
            at = kinds.encode(statics, context, at);
        }
    }

    /** Lets the targets borrow from the kind of the series, their scales included. */
    private void borrow(SlidingWindow window, StaticFeatures statics) {
        for (int target = 0; target < targets; target++) {
            WindowStatistics own = statistics[target];
            boolean measured = scales[target] == own.scale();
            kinds.lend(statics, target, own, window, flags.days());
            scales[target] = measured ? own.scale() : scales[target];
            for (int flag = 0; flag < flags.count(); flag++) {
                flags.setEffect(target, flag, kinds.flagEffect(statics, target, flag, own, window, flags.days()));
            }
        }
    }

    private float baseline(SlidingWindow window, int target, int origin, int lead) {
        float profile = statistics[target].profile(origin + lead);
        float baseline = switch (spec.baselines().get(target)) {
            case WEEKDAY_MEDIAN -> profile;
            case DECOMPOSITION ->
                longView.decomposition(target).isKnown()
                        ? longView.decomposed(target, lead)
                        : profile + (kinds.lends() ? flags.effect(window, origin + lead, target, true) : 0);
            case CLIMATE -> longView.climatology(target).isKnown() ? longView.climate(target, lead) : profile;
        };
        // Means and fits of the largest float values may overflow; a median does not.
        return Float.isFinite(baseline) ? baseline : profile;
    }

    private int encodeLead(SlidingWindow window, int target, int origin, int lead, float[] features, int offset) {
        WindowStatistics past = statistics[target];
        if (!past.hasValues()) {
            return zeros(features, offset, LEAD_FEATURES_A_TARGET);
        }
        int day = origin + lead;
        float profile = past.profile(day);
        int lastWeek = day - WEEK * ((lead + WEEK - 1) / WEEK);
        float now = scaled(past.meanAnomaly(1), target);
        features[offset] = scaled(profile - past.level(), target);
        features[offset + 1] = scaled(past.value(lastWeek) - profile, target);
        features[offset + 2] = now * slowFading[lead];
        features[offset + 3] = now * fastFading[lead];
        features[offset + 4] = scaled(flags.effect(window, day, target, true), target);
        return offset + LEAD_FEATURES_A_TARGET;
    }

    /**
     * Encodes the climatology of the day ahead, the present departure from climatology, and how well both are known.
     */
    private int encodeUsual(SlidingWindow window, int target, int origin, int lead, float[] features, int offset) {
        if (!statistics[target].hasValues()) {
            return zeros(features, offset, LONG_FEATURES_A_LEAD);
        }
        Climatology climatology = longView.climatology(target);
        float smooth = climatology.smooth(lead);
        float baseline = baseline(window, target, origin, lead);
        float now = scaled(climatology.now(), target);
        features[offset] = scaled(smooth - baseline, target);
        features[offset + 1] = scaled(climatology.sameDay(lead) - smooth, target);
        features[offset + 2] = scaled(climatology.departure(), target);
        features[offset + 3] = now * slowFading[lead];
        features[offset + 4] = now * fastFading[lead];
        features[offset + 5] = scaled(longView.anomaly(target, lead), target);
        features[offset + 6] = climatology.isKnown() ? 1 : 0;
        Decomposition parts = longView.decomposition(target);
        if (!parts.isKnown()) {
            zeros(features, offset + 7, 4);
            return offset + LONG_FEATURES_A_LEAD;
        }
        float usual = parts.usual(lead);
        features[offset + 7] = scaled(usual - baseline, target);
        features[offset + 8] = scaled(usual - parts.ofWeekday(lead), target);
        features[offset + 9] = scaled(longView.ofDate(target, lead), target);
        features[offset + 10] = scaled(parts.recentLevel() - parts.level(), target);
        return offset + LONG_FEATURES_A_LEAD;
    }

    private int encodeCovariate(double value, int column, float[] features, int offset) {
        if (spec.flags().get(column - targets)) {
            return FlagEncoder.encode(value, features, offset);
        }
        boolean known = !Double.isNaN(value);
        features[offset] = known ? scaled(statistics[column].fromLevel(value), column) : 0;
        features[offset + 1] = known ? 1 : 0;
        return offset + FEATURES_A_COVARIATE;
    }

    private void summarise(SlidingWindow window, int day) {
        if (window == summarised && day == summarisedDay && window.changes() == summarisedChanges) {
            return;
        }
        summarised = window;
        summarisedDay = day;
        summarisedChanges = window.changes();
        for (int column = 0; column < statistics.length; column++) {
            if (column < targets || !spec.flags().get(column - targets)) {
                statistics[column].compute(window, day, column);
                scales[column] = statistics[column].scale();
            }
        }
        if (longView != null) {
            longView.compute(window, day, statistics);
            for (int target = 0; target < targets; target++) {
                float scale = longView.climatology(target).scale();
                if (spec.baselines().get(target) == Baseline.CLIMATE && scale > LEAST_SHARE * scales[target]) {
                    scales[target] = scale;
                }
            }
        }
        for (int target = 0; target < targets; target++) {
            for (int flag = 0; flag < flags.count(); flag++) {
                flags.setEffect(target, flag, statistics[target].flagEffect(window, flags.days(), flag));
            }
        }
    }

    private float scaled(float difference, int column) {
        return Float.isNaN(difference) || !statistics[column].hasValues() ? 0 : limited(difference / scales[column]);
    }

    static float limited(float scaled) {
        return Math.max(-FARTHEST, Math.min(FARTHEST, scaled));
    }

    private static int zeros(float[] features, int offset, int count) {
        Arrays.fill(features, offset, offset + count, 0);
        return offset + count;
    }
}
