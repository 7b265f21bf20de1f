package io.undercurrent.model;

import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * What a window of more than a year says besides its recent weeks: climatology, anomalies and decomposition of each target. One
 * thread's working memory.
 */
final class LongView {

    private final List<Climatology> climatologies = new ArrayList<>();
    private final List<Decomposition> decompositions = new ArrayList<>();
    /** For each target the departures from what its baseline expects. */
    private final List<Departures> departures = new ArrayList<>();

    private final AnomalyForecast anomalies;

    LongView(ModelSpec spec, Calendar calendar) {
        int targets = spec.columns().targets().size();
        Harmonics harmonics = new Harmonics(spec.window(), spec.horizon());
        int[] flags = spec.flagColumns();
        for (int target = 0; target < targets; target++) {
            climatologies.add(new Climatology(harmonics, spec.horizon()));
            decompositions.add(new Decomposition(spec.window(), spec.horizon(), flags, calendar));
            boolean climate = spec.baselines().get(target) == Baseline.CLIMATE;
            departures.add(climate ? climatologies.get(target) : decompositions.get(target));
        }
        anomalies = new AnomalyForecast(targets, spec.horizon());
    }

    /** Whether a window of that many days is long enough. */
    static boolean fits(int window) {
        return Climatology.fits(window);
    }

    /** Takes in the days of {@code window} up to and including {@code day}. */
    void compute(SlidingWindow window, int day) {
        for (int target = 0; target < climatologies.size(); target++) {
            climatologies.get(target).compute(window, day, target);
            decompositions.get(target).compute(window, day, target);
        }
    }

    /** Looks ahead from the day of the last {@link #compute}. */
    void lookAhead() {
        anomalies.compute(departures);
    }

    Climatology climatology(int target) {
        return climatologies.get(target);
    }

    Decomposition decomposition(int target) {
        return decompositions.get(target);
    }

    /**
     * What today's departure from the expected will have left of itself {@code lead} days ahead; 0 where unknown. It departs from
     * the climatology where that is the baseline, else from the decomposition.
     */
    float anomaly(int target, int lead) {
        float anomaly = anomalies.at(target, lead);
        boolean climate = departures.get(target) == climatologies.get(target);
        return climate ? anomaly : decompositions.get(target).scaled(anomaly, lead);
    }

    /** What is usual for the day of the year, and today's anomaly; NaN where unknown. */
    float climate(int target, int lead) {
        return climatologies.get(target).smooth(lead) + anomaly(target, lead);
    }

    /** What level, weekday, occasions and date make of the day, and today's surprise. */
    float decomposed(int target, int lead) {
        Decomposition parts = decompositions.get(target);
        return parts.usual(lead) + parts.ofDate(lead) + anomaly(target, lead);
    }
}
