package io.undercurrent.model.baseline;

import io.undercurrent.model.BaselineParts;
import io.undercurrent.model.window.Calendar;
import io.undercurrent.model.window.FlagDays;
import io.undercurrent.model.window.MonthFactors;
import io.undercurrent.model.window.Observations;
import io.undercurrent.model.window.WindowStatistics;
import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The baselines that need a window of more than a year: climatology, anomalies and decomposition of each target. They go
 * on from what was fitted to the window up to an earlier day, see {@link Fits}. One thread's working memory.
 */
public final class LongView {

    private final Object owner;
    private final int lookBack;
    private final WindowFit fit;
    private final double[] references;
    private final List<Climatology> climatologies = new ArrayList<>();
    private final List<Decomposition> decompositions = new ArrayList<>();
    /** For each target, the departures from its baseline's expectation. */
    private final List<AnomalyForecast.Departures> departures = new ArrayList<>();

    private final AnomalyForecast anomalies;
    /** For each target, the effect of targets with a climate, and the forecast of its level. */
    private final List<ClimateEffect> climateEffects = new ArrayList<>();

    private final List<LevelForecast> levels = new ArrayList<>();
    private final DateEffect dateEffect;
    /** (targets, horizon + 1): see {@link #ofDate}. */
    private final float[][] ofDates;

    private final float[] expected;
    private final List<Observations> observed = new ArrayList<>();
    private Fits fits;
    private int since;

    /**
     * @param owner what tells the model from others
     * @param baselines for each target, what a network corrects
     * @param months for each target, what months make of its level
     * @param window days that are looked back on
     * @param spikeDays see {@link WindowStatistics}
     */
    public LongView(
            Object owner,
            List<Baseline> baselines,
            List<MonthFactors> months,
            int window,
            int horizon,
            int spikeDays,
            FlagDays flags,
            Calendar calendar) {
        this.owner = owner;
        lookBack = window;
        int targets = baselines.size();
        Harmonics harmonics = new Harmonics(Fits.span(window), Fits.MOST_DAYS + horizon);
        fit = new WindowFit(baselines, months, window, horizon, spikeDays, flags, harmonics);
        references = new double[targets];
        for (int target = 0; target < targets; target++) {
            climatologies.add(new Climatology(harmonics, horizon));
            decompositions.add(new Decomposition(horizon, flags, months.get(target)));
            boolean climate = baselines.get(target) == Baseline.CLIMATE;
            departures.add(climate ? climatologies.get(target) : decompositions.get(target));
            climateEffects.add(new ClimateEffect(horizon));
            levels.add(new LevelForecast());
        }
        anomalies = new AnomalyForecast(targets, horizon);
        dateEffect = new DateEffect(calendar);
        ofDates = new float[targets][horizon + 1];
        expected = new float[horizon + 1];
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
        observed.clear();
        int last = Fits.lastDay(window, day, lookBack);
        for (int target = 0; target < references.length; target++) {
            Observations observations = statistics[target].observations();
            observed.add(observations);
            references[target] = observations.reference();
            // What was fitted relative to one reference does not go with values relative to another.
            last = references[target] == 0 ? last : day;
        }
        since = day - last;
        fits = window.memo() instanceof Fits known && known.serves(owner, last, references)
                ? known.ownedBy(owner)
                : fit.compute(owner, window, last, references);
        window.remember(fits);
        for (int target = 0; target < references.length; target++) {
            Fits.OfTarget of = fits.targets().get(target);
            climatologies.get(target).compute(of.seasons(), since, observed.get(target));
            decompositions.get(target).compute(of.parts(), since, observed.get(target), window, day);
        }
    }

    /** Looks ahead from the day of the last {@link #compute}. */
    public void lookAhead() {
        if (fits.anomalies() != null) {
            anomalies.compute(fits.anomalies(), departures);
        }
        for (int target = 0; target < references.length; target++) {
            Fits.OfTarget of = fits.targets().get(target);
            Decomposition parts = decompositions.get(target);
            ClimateEffect effect = climateEffects.get(target);
            if (parts.isKnown()) {
                effect.clear(parts.isRelative());
                for (ClimateEffect.Driver driver : of.drivers()) {
                    for (int lead = 1; lead < expected.length; lead++) {
                        expected[lead] = climate(driver.target(), lead);
                    }
                    effect.add(driver, observed.get(driver.target()).values(), since, expected);
                }
                if (!of.drivers().isEmpty()) {
                    parts.refine(of.refined(), effect);
                }
            }
            if (parts.isKnown()) {
                levels.get(target).compute(of.levels(), parts);
                for (int lead = 1; lead < expected.length; lead++) {
                    ofDates[target][lead] = dateEffect.of(parts, levels.get(target), lead);
                }
            }
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

    /** What {@link #climate} is made of. */
    public BaselineParts climateParts(int target, int lead) {
        Climatology climatology = climatologies.get(target);
        double mean = climatology.mean();
        return new BaselineParts(mean + anomaly(target, lead), 0, climatology.smooth(lead) - mean, Map.of(), 0);
    }

    /**
     * What {@link #decomposed} is made of. Effects that are factors are taken one after another: each part is what its
     * factor adds to the product of those before.
     *
     * @param flags names of the flags
     */
    public BaselineParts decomposedParts(int target, int lead, List<String> flags) {
        Decomposition parts = decompositions.get(target);
        boolean relative = parts.isRelative();
        double level = levels.get(target).at(lead);
        double share = relative ? level / parts.level() : 1;
        double ofWeekday = share * ((double) parts.ofWeekday(lead) - parts.level());
        double value = level + ofWeekday;
        Map<String, Double> ofFlags = new LinkedHashMap<>();
        for (int flag = 0; flag < flags.size(); flag++) {
            double effect = parts.ofFlag(flag, lead);
            double with = relative ? value * effect : value + effect;
            if (with != value) {
                ofFlags.put(flags.get(flag), with - value);
            }
            value = with;
        }
        double ofDate = share * ofDate(target, lead) + value * (parts.ofMonth(lead) - 1);
        float before = (float) (value + ofDate);
        return new BaselineParts(
                level,
                ofWeekday,
                ofDate,
                ofFlags,
                (double) climateEffects.get(target).with(before, lead) - before);
    }
}
