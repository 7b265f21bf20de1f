package io.undercurrent.model.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.model.window.MonthEffects;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kept.Memo;
import io.undercurrent.series.kept.WindowSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a window remembers saves work and changes nothing. */
class FollowedFitTest {

    private static final int LOOK_BACK = 420;
    private static final int HORIZON = 14;
    private static final int MOST_LATE = 21;
    private static final ModelSpec SPEC = new ModelSpec(
                    new Columns(List.of("temperature", "sales"), List.of("promotion", "price")),
                    List.of(true, false),
                    LOOK_BACK,
                    HORIZON,
                    List.of(0.5),
                    ModelSpec.Cell.GRU,
                    4,
                    1,
                    4)
            .withBaselines(List.of(Baseline.CLIMATE, Baseline.DECOMPOSITION))
            .withMonths(List.of(
                    MonthEffects.NONE,
                    new MonthEffects(List.of(0.8, 1.1, 1.2, 0.9, 1.0, 1.0, 1.3, 0.7, 1.0, 1.1, 1.0, 0.9))));

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final WindowEncoder encoder = new WindowEncoder(SPEC);

    private static SlidingWindow emptyWindow() {
        return new SlidingWindow(2, 2, LOOK_BACK + MOST_LATE + 7, HORIZON + MOST_LATE);
    }

    private double[] reading(int day) {
        double warmth = 12 - 8 * Math.cos(2 * Math.PI * day / 365.25) + 3 * random.nextGaussian();
        boolean promotion = random.nextInt(9) == 0;
        double sales = 100 * Math.exp(0.02 * warmth) * (promotion ? 1.5 : 1) * (1 + 0.1 * random.nextGaussian());
        return new double[] {
            random.nextInt(15) == 0 ? Double.NaN : warmth,
            random.nextInt(15) == 0 ? Double.NaN : random.nextInt(60) == 0 ? -9999 : Math.rint(sales),
            promotion ? 1 : 0,
            1 + random.nextInt(5)
        };
    }

    /** The same content without anything remembered. */
    private static SlidingWindow anew(SlidingWindow window) {
        WindowSnapshot view = window.snapshot();
        return SlidingWindow.restore(new WindowSnapshot(
                view.targets(),
                view.covariates(),
                view.past(),
                view.ahead(),
                view.firstDay(),
                view.newestDay(),
                view.termsKnown(),
                view.values().clone(),
                view.revisions().clone()));
    }

    private float[] encoded(SlidingWindow window, int day) {
        float[] features = new float[WindowEncoder.daySize(SPEC)];
        EncodedOrigins origins = encoder.origins(1);
        encoder.encodeDay(window, day, features, 0);
        encoder.encodeOrigin(window, day, origins, 0);
        float[] origin = origins.row(0);
        float[] all = Arrays.copyOf(features, features.length + origin.length);
        System.arraycopy(origin, 0, all, features.length, origin.length);
        return all;
    }

    /** Readings in any order, corrections, announcements, gaps and -9999 for "no value". */
    @Test
    void aRememberedFitGivesTheBitsOfAFitMadeAnew() {
        SlidingWindow window = emptyWindow();
        List<Memo> fits = new ArrayList<>();
        int compared = 0;
        for (int day = 1000, steps = 0; steps < 700; steps++) {
            int from = day;
            boolean late = !window.isEmpty() && random.nextInt(8) == 0;
            if (late) {
                from = Math.max(window.firstDay(), window.newestDay() - random.nextInt(MOST_LATE));
                window.merge(from, reading(from));
            } else {
                window.advanceTo(day);
                window.merge(day, reading(day));
                day += random.nextInt(40) == 0 ? 1 + random.nextInt(20) : 1;
            }
            window.announce(window.newestDay() + 1 + random.nextInt(HORIZON), reading(day));
            if (steps % 5 == 0 || late) {
                for (int changed = from; changed <= window.newestDay(); changed += 1 + random.nextInt(3)) {
                    assertArrayEquals(
                            encoded(anew(window), changed),
                            encoded(window, changed),
                            "day " + changed + ", seed " + seed);
                    compared++;
                    if (fits.isEmpty() || fits.get(fits.size() - 1) != window.memo()) {
                        fits.add(window.memo());
                    }
                }
            }
        }
        assertTrue(3 * fits.size() < 2 * compared, fits.size() + " fits for " + compared + " days, seed " + seed);
    }

    /** Of a series as old as the window, a fit serves 16 days; late and corrected days end it. */
    @Test
    void onlyAChangeOfItsDaysEndsAFit() {
        SlidingWindow window = emptyWindow();
        for (int day = 2000; day <= 2000 + LOOK_BACK; day++) {
            window.advanceTo(day);
            window.merge(day, reading(day));
        }
        int first = (2000 + LOOK_BACK) / 16 * 16 + 16;
        for (int day = window.newestDay() + 1; day <= first; day++) {
            window.advanceTo(day);
            window.merge(day, reading(day));
        }
        encoded(window, first);
        Memo fit = window.memo();
        for (int day = first + 1; day < first + 16; day++) {
            window.advanceTo(day);
            window.merge(day, new double[] {10, 100, 0, 1});
            window.announce(day + 3, new double[] {Double.NaN, Double.NaN, 1, 2});
            encoded(window, day);
            assertSame(fit, window.memo(), "day " + day);
        }
        window.merge(first + 1, new double[] {11, Double.NaN, Double.NaN, Double.NaN});
        assertSame(fit, window.memo(), "a correction of a day after it");
        window.merge(first, new double[] {1000, Double.NaN, Double.NaN, Double.NaN});
        assertNull(window.memo(), "a correction of its last day");
        encoded(window, first + 15);
        assertNotSame(fit, window.memo());
    }
}
