package io.undercurrent.evaluation.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.series.history.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AnomalyTrialTest {

    private static final int FIRST = 20_000;
    private static final int DAYS = 900;
    private static final int SERIES = 100;
    private static final int FROM = FIRST + 365;
    private static final int LAST = FIRST + DAYS - 1;

    private final long seed = System.nanoTime();
    private final List<History> clean = histories(new SplittableRandom(seed));
    private final InjectedFaults injected = InjectedFaults.into(clean, FROM, LAST, seed);
    private final AnomalyTrial trial = new AnomalyTrial(clean, injected, FROM, LAST);

    /** Weeks with a profile and noise, and a second column that stays. */
    private static List<History> histories(SplittableRandom random) {
        List<History> histories = new ArrayList<>();
        for (int series = 0; series < SERIES; series++) {
            double[] values = new double[2 * DAYS];
            for (int day = 0; day < DAYS; day++) {
                values[2 * day] = 100 + 10 * (day % 7) + 5 * random.nextGaussian();
                values[2 * day + 1] = day;
            }
            histories.add(new History("s" + series, FIRST, 2, values));
        }
        return histories;
    }

    @Test
    void faultsChangeTheirDaysOfTheFirstTargetAlone() {
        assertEquals(
                EnumSet.allOf(Fault.Kind.class),
                injected.faults().stream().map(Fault::kind).collect(Collectors.toSet()));
        Set<String> faulty = injected.faults().stream()
                .flatMap(fault -> java.util.stream.IntStream.range(
                                0, fault.kind().days())
                        .mapToObj(day -> fault.series() + " " + (fault.first() + day)))
                .collect(Collectors.toSet());
        for (int series = 0; series < SERIES; series++) {
            for (int day = FIRST; day <= LAST; day++) {
                double before = clean.get(series).value(day, 0);
                double after = injected.histories().get(series).value(day, 0);
                assertEquals(!faulty.contains(series + " " + day), before == after, "day " + day + ", seed " + seed);
                assertEquals(
                        clean.get(series).value(day, 1),
                        injected.histories().get(series).value(day, 1));
            }
        }
    }

    @Test
    void countsAlarmsInYearsAndFaultsThatAreFound() {
        AnomalyTrial.Alarms everyTenth = (series, day) -> day % 10 == 0;
        AnomalyTrial.Outcome outcome = trial.judge("tenth", everyTenth, (series, day) -> true);
        assertEquals(36.5, outcome.alarmsPerYear(), 0.5);
        assertTrue(outcome.found().values().stream().allMatch(share -> share == 1));
        assertEquals(SERIES * (DAYS - 365) / 365.25, trial.seriesYears(), 1e-9);
        Fault first = injected.faults().get(0);
        AnomalyTrial.Outcome one =
                trial.judge("one", everyTenth, (series, day) -> series == first.series() && day == first.lastDay());
        long alike = injected.faults().stream()
                .filter(fault -> fault.kind() == first.kind())
                .count();
        assertEquals(1.0 / alike, one.found().get(first.kind()), 1e-9);
    }

    @Test
    void rulesKeepToTheBudgetAndFindSpikesButNoMissingDays() {
        for (AnomalyRule rule : List.of(new WeekdayMedianRule(), new SeasonalAutoregressionRule())) {
            AnomalyTrial.Outcome outcome = trial.judge(rule, 1);
            assertEquals(1, outcome.alarmsPerYear(), 0.1, rule.name() + ", seed " + seed);
            assertTrue(outcome.found().get(Fault.Kind.SPIKE) > 0.7, outcome + ", seed " + seed);
            assertTrue(outcome.found().get(Fault.Kind.MISSING_DAYS) < 0.3, outcome + ", seed " + seed);
            assertFalse(Arrays.stream(rule.oddities(clean.get(0))).allMatch(Double::isNaN));
        }
    }
}
