package io.undercurrent.model.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.BaselineParts;
import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.model.window.MonthEffects;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.SeriesHolidays;
import io.undercurrent.series.kind.StaticFeatures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaselineExplainerTest {

    private static final int DAYS = 900;
    private static final int HORIZON = 9;
    private static final int COLUMNS = 5;

    private static final MonthEffects MONTHS =
            new MonthEffects(List.of(0.8, 1.1, 1.2, 0.9, 1.0, 1.0, 1.3, 0.7, 1.0, 1.1, 1.0, 0.9));

    private static ModelSpec spec(int window, List<Baseline> baselines) {
        return new ModelSpec(
                        new Columns(List.of("temperature", "sales"), List.of("promotion", "price", "fair")),
                        List.of(true, false, true),
                        window,
                        HORIZON,
                        List.of(0.1, 0.5, 0.9),
                        ModelSpec.Cell.GRU,
                        4,
                        1,
                        4)
                .withBaselines(baselines)
                .withHolidays(List.of(new HolidayCalendar(
                        "XX",
                        "by hand",
                        0,
                        DAYS + HORIZON,
                        List.of(new HolidayCalendar.Holiday("Feast", List.of(700))))));
    }

    /** Sales that warmth, promotions and the weekday move: never negative, or around zero, or hardly varying. */
    private static History history(SplittableRandom random, double level, int missing) {
        double[] values = new double[DAYS * COLUMNS];
        for (int day = 0; day < DAYS; day++) {
            double warmth = 12 + 8 * Math.sin(2 * Math.PI * day / 365.25) + 3 * random.nextGaussian();
            int promotion = random.nextInt(9) == 0 ? 1 : 0;
            double sales = level + (1 + 0.4 * promotion) * (10 + 2 * (day % 7) + warmth / 4 + random.nextGaussian());
            values[COLUMNS * day] = random.nextInt(100) < missing ? Double.NaN : warmth;
            values[COLUMNS * day + 1] = random.nextInt(100) < missing ? Double.NaN : sales;
            values[COLUMNS * day + 2] = promotion;
            values[COLUMNS * day + 3] = 1 + random.nextInt(20);
            values[COLUMNS * day + 4] = random.nextInt(40) == 0 ? 1 : 0;
        }
        return new History("store", 0, COLUMNS, values);
    }

    /** In what kind of window however: what is told of the baseline adds up to the one that the network corrects. */
    @Test
    void thePartsAddUpToTheBaseline() {
        SplittableRandom random = new SplittableRandom(11);
        List<Baseline> kinds = List.of(Baseline.values());
        for (int run = 0; run < 60; run++) {
            int size = random.nextInt(3) == 0 ? 14 + random.nextInt(60) : 402 + random.nextInt(90);
            List<Baseline> baselines = new ArrayList<>();
            for (int target = 0; target < 2; target++) {
                baselines.add(size < 402 ? Baseline.WEEKDAY_MEDIAN : kinds.get(random.nextInt(kinds.size())));
            }
            ModelSpec spec =
                    spec(size, baselines).withMonths(run % 2 == 0 ? List.of() : List.of(MonthEffects.NONE, MONTHS));
            double level = List.of(0.0, -20.0, 5e6).get(random.nextInt(3));
            History history = history(random, level, random.nextInt(60));
            int origin = size + random.nextInt(DAYS - HORIZON - size);
            SlidingWindow window = history.windowAt(origin, size + 7, HORIZON, 2);
            WindowEncoder encoder = new WindowEncoder(spec);
            EncodedOrigins origins = encoder.origins(1);
            encoder.encodeOrigin(window, origin, origins, 0);
            List<List<BaselineParts>> parts = new BaselineExplainer(spec).explain(window, origin, StaticFeatures.NONE);
            for (int target = 0; target < 2; target++) {
                for (int lead = 1; lead <= HORIZON; lead++) {
                    float baseline = origins.baseline(0, target, lead);
                    double reference = origins.reference(0, target);
                    double sum = parts.get(target).get(lead - 1).sum();
                    String which = "run " + run + " target " + target + " lead " + lead + ": "
                            + parts.get(target).get(lead - 1);
                    assertEquals(baseline, sum - reference, 1e-4 * (1 + Math.abs(baseline)), which);
                }
            }
        }
    }

    @Test
    void tellsWhatEachOfThemAdds() {
        ModelSpec spec = spec(402, List.of(Baseline.CLIMATE, Baseline.DECOMPOSITION));
        SlidingWindow window = history(new SplittableRandom(5), 0, 0).windowAt(600, 409, HORIZON, 2);
        for (int day = 601; day <= 600 + HORIZON; day++) {
            double promotion = day == 603 ? 1 : 0;
            window.announce(day, new double[] {Double.NaN, Double.NaN, promotion, 5, 0});
        }
        List<List<BaselineParts>> parts = new BaselineExplainer(spec).explain(window, 600, StaticFeatures.NONE);
        BaselineParts promoted = parts.get(1).get(2);
        double without = promoted.sum() - promoted.flags().get("promotion");
        assertEquals(0.4, promoted.flags().get("promotion") / without, 0.05, promoted::toString);
        assertTrue(parts.get(1).get(6).flags().isEmpty(), parts::toString);
        // Of a week that rises from 10 by 2 a day: the days 601 and 607 are its last and its sixth.
        List<Double> weekdays =
                parts.get(1).stream().map(BaselineParts::weekday).limit(7).toList();
        assertEquals(12, weekdays.get(0) - weekdays.get(1), 1.5, weekdays::toString);
        BaselineParts warmth = parts.get(0).get(0);
        assertEquals(12, warmth.level(), 3, warmth::toString);
        assertEquals(8 * Math.sin(2 * Math.PI * 601 / 365.25), warmth.date(), 1.5, warmth::toString);
    }

    /** Day 600 is 24 August: the seven days after it are of that month, the next two of September. */
    @Test
    void theMonthIsPartOfTheDate() {
        ModelSpec spec = spec(402, List.of(Baseline.CLIMATE, Baseline.DECOMPOSITION))
                .withMonths(List.of(MonthEffects.NONE, MONTHS));
        SlidingWindow window = history(new SplittableRandom(5), 0, 0).windowAt(600, 409, HORIZON, 2);
        List<BaselineParts> parts = new BaselineExplainer(spec)
                .explain(window, 600, StaticFeatures.NONE)
                .get(1);
        for (int lead = 1; lead <= HORIZON; lead++) {
            BaselineParts of = parts.get(lead - 1);
            double factor = MONTHS.factors().get(lead <= 7 ? 7 : 8);
            assertEquals(
                    (factor - 1) * (of.sum() - of.date() - of.others()), of.date(), 1.5, "lead " + lead + ": " + of);
        }
    }

    @Test
    void namesTheCountryWhoseHolidayItIs() {
        List<Integer> days =
                IntStream.iterate(3, day -> day < DAYS, day -> day + 30).boxed().toList();
        HolidayCalendar calendar = new HolidayCalendar(
                "YY", "by hand", 0, DAYS + HORIZON, List.of(new HolidayCalendar.Holiday("Feast", days)));
        ModelSpec spec = spec(402, List.of(Baseline.CLIMATE, Baseline.DECOMPOSITION))
                .withSeriesHolidays(new SeriesHolidays(List.of(calendar), Map.of("store", "YY")));
        History history = history(new SplittableRandom(5), 0, 0);
        SlidingWindow window = history.windowAt(600, 409, HORIZON, 2);
        Set<String> there = new HashSet<>(flags(spec, window));
        Set<String> elsewhere =
                flags(spec, SlidingWindow.restore(window.snapshot()).ofSeries("elsewhere"));
        assertTrue(there.containsAll(elsewhere) && there.removeAll(elsewhere), there + " and " + elsewhere);
        assertEquals(Set.of("YY"), there);
    }

    /** What adds something to sales on the third day. */
    private static Set<String> flags(ModelSpec spec, SlidingWindow window) {
        return new BaselineExplainer(spec)
                .explain(window, 600, StaticFeatures.NONE)
                .get(1)
                .get(2)
                .flags()
                .keySet();
    }
}
