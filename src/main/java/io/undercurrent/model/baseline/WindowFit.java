package io.undercurrent.model.baseline;

import io.undercurrent.model.window.FlagDays;
import io.undercurrent.model.window.MonthFactors;
import io.undercurrent.model.window.Observations;
import io.undercurrent.model.window.WindowStatistics;
import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.List;

/** Fits all baselines to a window, see {@link Fits}. One thread's working memory. */
final class WindowFit {

    private final WindowStatistics statistics;
    private final List<ClimatologyFit> climatologies = new ArrayList<>();
    private final List<DecompositionFit> decompositions = new ArrayList<>();
    /** For each target, the departures from its baseline's expectation. */
    private final List<AnomalyForecast.Departures> departures = new ArrayList<>();

    private final AnomalyForecast anomalies;
    private final ClimateFit climateFit;
    private final LevelFit levelFit;
    /** Whether any target has a climate. */
    private final boolean driven;

    /**
     * @param lookBack days that the model looks back
     * @param spikeDays see {@link WindowStatistics}
     * @param harmonics over the days that are fitted to, and those that the fits serve
     */
    WindowFit(
            List<Baseline> baselines,
            List<MonthFactors> months,
            int lookBack,
            int horizon,
            int spikeDays,
            FlagDays flags,
            Harmonics harmonics) {
        int span = Fits.span(lookBack);
        statistics = new WindowStatistics(lookBack, span, null, spikeDays);
        for (int target = 0; target < baselines.size(); target++) {
            ClimatologyFit climatology = new ClimatologyFit(harmonics, Fits.MOST_DAYS + horizon);
            DecompositionFit decomposition = new DecompositionFit(span, flags, months.get(target));
            climatologies.add(climatology);
            decompositions.add(decomposition);
            departures.add(baselines.get(target) == Baseline.CLIMATE ? climatology : decomposition);
        }
        anomalies = new AnomalyForecast(baselines.size(), horizon);
        climateFit = new ClimateFit(span);
        levelFit = new LevelFit(span, horizon);
        driven = baselines.contains(Baseline.CLIMATE);
    }

    /**
     * Fits to the days of {@code window} up to and including {@code day}.
     *
     * @param references that the values of each target are told from
     */
    Fits compute(Object owner, SlidingWindow window, int day, double[] references) {
        List<ClimatologyFit.Seasons> seasons = new ArrayList<>();
        List<DecompositionFit.Parts> parts = new ArrayList<>();
        for (int target = 0; target < references.length; target++) {
            statistics.compute(window, day, target);
            Observations observations = statistics.observations();
            observations.tellFrom(references[target]);
            seasons.add(climatologies.get(target).compute(observations));
            decompositions.get(target).compute(observations, window, day);
            parts.add(decompositions.get(target).parts());
        }
        double[] weights = driven ? anomalies.fit(departures) : null;
        List<Fits.OfTarget> targets = new ArrayList<>();
        for (int target = 0; target < references.length; target++) {
            targets.add(fit(target, seasons.get(target), parts.get(target)));
        }
        return new Fits(owner, day, references.clone(), List.copyOf(targets), weights);
    }

    private Fits.OfTarget fit(int target, ClimatologyFit.Seasons seasons, DecompositionFit.Parts parts) {
        DecompositionFit decomposition = decompositions.get(target);
        if (!parts.known()) {
            return new Fits.OfTarget(seasons, parts, parts, List.of(), null);
        }
        climateFit.clear(parts.relative());
        for (int driver = 0; !hasClimate(target) && driver < departures.size(); driver++) {
            if (hasClimate(driver) && departures.get(driver).isKnown()) {
                climateFit.add(decomposition, driver, climatologies.get(driver).values());
            }
        }
        List<ClimateEffect.Driver> drivers = climateFit.drivers();
        if (drivers.isEmpty()) {
            return new Fits.OfTarget(seasons, parts, parts, drivers, levelFit.compute(decomposition));
        }
        decomposition.refine(climateFit);
        LevelFit.Levels levels = decomposition.isKnown() ? levelFit.compute(decomposition) : null;
        return new Fits.OfTarget(seasons, parts, decomposition.parts(), drivers, levels);
    }

    private boolean hasClimate(int target) {
        return departures.get(target) == climatologies.get(target);
    }
}
