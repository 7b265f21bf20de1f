package io.undercurrent.model.baseline;

import io.undercurrent.model.window.Calendar;
import io.undercurrent.model.window.FlagDays;
import io.undercurrent.model.window.Observations;
import io.undercurrent.model.window.WindowStatistics;
import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * The baselines that need a window of more than a year: climatology, anomalies and decomposition of each target. One
 * thread's working memory.
 */
public final class LongView {

    private final List<Climatology> climatologies = new ArrayList<>();
    private final List<Decomposition> decompositions = new ArrayList<>();
    /** For each target, the departures from its baseline's expectation. */
    private final List<Departures> departures = new ArrayList<>();

    private final AnomalyForecast anomalies;
    /** For each target, the effect of targets with a climate, and the forecast of its level. */
    private final List<ClimateEffect> climateEffects = new ArrayList<>();

    private final List<LevelForecast> levels = new ArrayList<>();
    private final DateEffect dateEffect;
    /** (targets, horizon + 1): see {@link #ofDate}. */
    private final float[][] ofDates;

    private final float[] expected;
    /** Whether any target has a climate. */
    private final boolean driven;

    /**
     *
     * @param baselines for each target, what a network corrects
     * @param window days that are looked back on
     */
    public LongView(List<Baseline> baselines, int window, int horizon, FlagDays flags, Calendar calendar) {
        int targets = baselines.size();
        Harmonics harmonics = new Harmonics(window, horizon);
        for (int target = 0; target < targets; target++) {
            climatologies.add(new Climatology(harmonics, horizon));
            decompositions.add(new Decomposition(window, horizon, flags));
            boolean climate = baselines.get(target) == Baseline.CLIMATE;
            departures.add(climate ? climatologies.get(target) : decompositions.get(target));
            climateEffects.add(new ClimateEffect(window, horizon));
            levels.add(new LevelForecast(window, horizon));
        }
        anomalies = new AnomalyForecast(targets, horizon);
        dateEffect = new DateEffect(calendar);
        ofDates = new float[targets][horizon + 1];
        expected = new float[horizon + 1];
        driven = baselines.contains(Baseline.CLIMATE);
    }

    /** Whether a window of that many days is long enough. */
    public static boolean fits(int window) {
        return Climatology.fits(window);
    }

    /**
     * Computes the baselines from the days of {@code window} up to and including {@code day}.
     *
     * @param statistics of each target on that day
     */
    public void compute(SlidingWindow window, int day, WindowStatistics[] statistics) {
        for (int target = 0; target < climatologies.size(); target++) {
            Observations observations = statistics[target].observations();
            climatologies.get(target).compute(observations);
            decompositions.get(target).compute(observations, window, day);
        }
    }

    /** Looks ahead from the day of the last {@link #compute}. */
    public void lookAhead() {
        if (driven) {
            anomalies.compute(departures);
        }
        for (int target = 0; target < departures.size(); target++) {
            Decomposition parts = decompositions.get(target);
            if (parts.isKnown()) {
                ClimateEffect effect = climateEffects.get(target);
                effect.clear(parts.isRelative());
                for (int driver = 0; driven && !hasClimate(target) && driver < departures.size(); driver++) {
                    if (hasClimate(driver) && departures.get(driver).isKnown()) {
                        for (int lead = 1; lead < expected.length; lead++) {
                            expected[lead] = climate(driver, lead);
                        }
                        effect.add(parts, climatologies.get(driver).values(), expected);
                    }
                }
                if (effect.any()) {
                    parts.refine(effect);
                }
                if (parts.isKnown()) {
                    lookAhead(target, parts);
                }
            }
        }
    }

    private void lookAhead(int target, Decomposition parts) {
        LevelForecast level = levels.get(target);
        level.compute(parts);
        for (int lead = 1; lead < expected.length; lead++) {
            ofDates[target][lead] = dateEffect.of(parts, level, lead);
        }
    }

    private boolean hasClimate(int target) {
        return departures.get(target) == climatologies.get(target);
    }

    public Climatology climatology(int target) {
        return climatologies.get(target);
    }

    public Decomposition decomposition(int target) {
        return decompositions.get(target);
    }

    /**
     * The part of today's departure expected to remain {@code lead} days ahead; 0 if unknown. It is the departure from
     * the climatology if that is the baseline, otherwise from the decomposition.
     */
    public float anomaly(int target, int lead) {
        if (hasClimate(target)) {
            return anomalies.at(target, lead);
        }
        Decomposition parts = decompositions.get(target);
        return parts.isKnown() ? parts.scaled(levels.get(target).at(lead) - parts.level(), lead) : 0;
    }

    /** The usual value for the day of the year plus the forecast anomaly; NaN if unknown. */
    public float climate(int target, int lead) {
        return climatologies.get(target).smooth(lead) + anomaly(target, lead);
    }

    /** See {@link DateEffect#of}. */
    public float ofDate(int target, int lead) {
        return ofDates[target][lead];
    }

    /** The forecast of the decomposition: level with the effects of weekday, occasions, date and climate. */
    public float decomposed(int target, int lead) {
        Decomposition parts = decompositions.get(target);
        float level = levels.get(target).at(lead);
        float usual = parts.usual(lead) + ofDate(target, lead);
        float value = parts.isRelative()
                ? (float) (Moments.product(usual, level) / parts.level())
                : usual + level - parts.level();
        return climateEffects.get(target).with(value, lead);
    }
}
