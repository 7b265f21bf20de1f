package io.undercurrent.model.baseline;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.model.window.Calendar;
import io.undercurrent.model.window.FlagDays;
import io.undercurrent.model.window.MonthFactors;
import io.undercurrent.model.window.Observations;
import io.undercurrent.model.window.Occasions;
import io.undercurrent.series.SlidingWindow;

/**
 * The level of a long window and the days around its newest, given what was fitted to the window up to an earlier day, see
 * {@link DecompositionFit}. Positions count from the first day that was fitted to. One thread's working memory.
 */
public final class Decomposition implements AnomalyForecast.Departures {

    /** Number of days in the mean of a level. */
    private static final int LEVEL_DAYS = 28;

    /** Days of {@link #anomalies}. */
    private static final int RECENT_DAYS = 28;

    /** Days whose occasions are known, besides those ahead: those since the fit, and those that may affect them. */
    private static final int OCCASION_DAYS = Fits.MOST_DAYS + 4;

    private final int horizon;
    private final Occasions occasions;
    private final MonthFactors months;
    /** The last days without weekday and occasion effects, and those before them that surprises are measured from. */
    private final float[] recent = new float[RECENT_DAYS + LEVEL_DAYS];

    private final Surprises surprises = new Surprises(RECENT_DAYS + LEVEL_DAYS);
    private final float[] anomalies = new float[RECENT_DAYS];
    private final float[] values = new float[Fits.MOST_DAYS];
    /** (horizon + 1): level, weekday and occasion effects by lead. */
    private final float[] usual;

    private DecompositionFit.Parts parts;
    private int since;
    private int newest;
    private boolean known;
    private float level;
    private float recentLevel;

    Decomposition(int horizon, FlagDays flags, MonthFactors months) {
        this.horizon = horizon;
        this.months = months;
        occasions = new Occasions(OCCASION_DAYS, horizon, flags);
        usual = new float[horizon + 1];
    }

    /**
     * Goes on from what was fitted.
     *
     * @param days from the last day fitted to, to {@code day}
     * @param observations up to {@code day}
     * @param window window with the flags; for days ahead, the announced ones
     */
    void compute(DecompositionFit.Parts fitted, int days, Observations observations, SlidingWindow window, int day) {
        since = days;
        newest = day;
        parts = fitted;
        known = fitted.known();
        if (known) {
            occasions.compute(window, day);
            System.arraycopy(observations.values(), observations.values().length - since, values, 0, since);
            for (int i = 0; i < since; i++) {
                values[i] /= ofMonth(i + 1 - since);
            }
            adjust();
        }
    }

    /** Goes on from what was fitted without the effect of other targets. */
    void refine(DecompositionFit.Parts fitted, ClimateEffect effect) {
        parts = fitted;
        known = fitted.known();
        if (known) {
            for (int i = 0; i < since; i++) {
                values[i] = effect.without(values[i], i + 1 - since);
            }
            adjust();
        }
    }

    private void adjust() {
        int fitted = recent.length - since;
        System.arraycopy(parts.adjusted(), parts.adjusted().length - fitted, recent, 0, fitted);
        for (int i = 0; i < since; i++) {
            float weekday = parts.weekdays()[Calendar.weekday(newest - since + 1 + i)];
            float occasion = occasionEffect(i + 1 - since);
            float effect = parts.relative() ? weekday * occasion : weekday + occasion;
            recent[fitted + i] = parts.adjust(values[i], effect);
        }
        level = DecompositionFit.mean(recent, recent.length - LEVEL_DAYS, recent.length);
        recentLevel = DecompositionFit.mean(recent, recent.length - WEEK, recent.length);
        known = Float.isFinite(level) && Float.isFinite(scale()) && (!parts.relative() || level > 0);
        for (int lead = 0; known && lead <= horizon; lead++) {
            float occasion = occasionEffect(lead);
            usual[lead] = parts.relative() ? ofWeekday(lead) * occasion * ofMonth(lead) : ofWeekday(lead) + occasion;
        }
    }

    /** What occasions make of the day {@code lead} days after the newest, which may be negative. */
    private float occasionEffect(int lead) {
        float effect = parts.relative() ? 1 : 0;
        for (int flag = 0; flag < occasions.flags(); flag++) {
            effect = parts.relative() ? effect * ofFlag(flag, lead) : effect + ofFlag(flag, lead);
        }
        return effect;
    }

    /** What a flag makes of that day: a factor or a term. */
    float ofFlag(int flag, int lead) {
        int kind = occasions.kind(flag, OCCASION_DAYS - 1 + lead);
        return kind == Occasions.NONE ? (parts.relative() ? 1 : 0) : parts.occasions()[flag][kind];
    }

    /** What the month makes of that day: a factor, 1 if effects are terms. */
    float ofMonth(int lead) {
        return parts.relative() ? months.of(newest + lead) : 1;
    }

    /** Whether effects are factors; otherwise they are terms. */
    boolean isRelative() {
        return parts.relative();
    }

    @Override
    public boolean isKnown() {
        return known;
    }

    @Override
    public float scale() {
        return (float) (parts.relative() ? parts.unit() * level : parts.unit());
    }

    /** The surprises of the last four weeks. */
    @Override
    public float[] anomalies() {
        surprises.compute(recent, parts.relative(), level);
        System.arraycopy(surprises.values(), LEVEL_DAYS, anomalies, 0, RECENT_DAYS);
        return anomalies;
    }

    @Override
    public boolean hasValue(int daysAgo) {
        return !Float.isNaN(recent[recent.length - 1 - daysAgo]);
    }

    /** A departure of the level, scaled by the effects of a day ahead. */
    float scaled(float departure, int lead) {
        return !known ? 0 : parts.relative() ? (float) (Moments.product(departure, usual(lead)) / level) : departure;
    }

    /** Mean of the last four weeks without weekday and occasion effects. */
    public float level() {
        return level;
    }

    /** The same for the last week; {@link #level} if it has no value. */
    public float recentLevel() {
        return Float.isNaN(recentLevel) ? level : recentLevel;
    }

    /** Level and weekday effect of the day {@code lead} days after the newest; lead 0 is the newest day. */
    public float ofWeekday(int lead) {
        float weekday = parts.weekdays()[Calendar.weekday(newest + lead)];
        return parts.relative() ? level * weekday : level + weekday;
    }

    /** Level, weekday, occasion and month effects of that day. */
    public float usual(int lead) {
        return usual[lead];
    }

    /** The adjusted day at {@code i}; NaN if unknown. */
    float adjusted(int i) {
        int fitted = span() - since;
        return i < fitted ? parts.adjusted()[i] : recent[recent.length - since + i - fitted];
    }

    /** The adjusted day at {@code i} minus {@code expected}, divided by that if effects are factors; NaN if unknown. */
    double rest(int i, float expected) {
        return parts.relative() && expected <= 0 ? Double.NaN : Surprises.rest(adjusted(i), expected, parts.relative());
    }

    /** Mean square of {@link #rest} with the level of the four weeks before as expectation. */
    double restSquare() {
        return parts.restSquare();
    }

    /** Days from the last one fitted to, to the newest. */
    int since() {
        return since;
    }

    /** Days fitted to and days since. */
    int span() {
        return parts.adjusted().length + since;
    }

    int newest() {
        return newest;
    }
}
