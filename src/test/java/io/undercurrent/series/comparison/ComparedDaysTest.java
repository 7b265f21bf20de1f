package io.undercurrent.series.comparison;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparedDaysTest {

    private static final int TARGETS = 2;
    private static final List<String> NAMES = List.of("gru48@a", "gru48@b", "lstm8@c");

    /** What sums of all series are is what stands in each of them, however often days were replaced and dropped. */
    @Test
    void addsUpWhatSeriesHave() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int turn = 0; turn < 100; turn++) {
            List<ComparedDays> series = List.of(new ComparedDays(), new ComparedDays(), new ComparedDays());
            List<NavigableMap<ComparedDay, double[]>> expected = new ArrayList<>();
            series.forEach(one -> expected.add(new TreeMap<>()));
            NavigableMap<ComparedDay, double[]> dropped = new TreeMap<>();
            ComparedDays all = new ComparedDays();
            for (int change = 0; change < 60; change++) {
                int which = random.nextInt(series.size());
                int newest = 20 + change / 3;
                int day = newest - random.nextInt(random.nextBoolean() ? 1 : 15);
                ComparedDay key = new ComparedDay(name(random), name(random), day);
                double[] errors = random.nextInt(5) == 0 ? null : errors(random);
                // Some changes leave a day as it was.
                double[] known = expected.get(which).get(key);
                errors = known != null && random.nextInt(4) == 0 ? known : errors;
                series.get(which).replace(day, key.live(), key.shadow(), errors, all);
                expected.get(which).keySet().removeIf(other -> other.day() == day);
                if (errors != null) {
                    expected.get(which).put(key, errors);
                }
                if (random.nextInt(7) == 0) {
                    int from = newest - 14;
                    NavigableMap<ComparedDay, double[]> before =
                            expected.get(which).headMap(new ComparedDay("", "", from), false);
                    assertEquals(!before.isEmpty(), series.get(which).dropBefore(from), "seed " + seed);
                    before.forEach((old, sums) -> dropped.merge(old, sums, ComparedDaysTest::sum));
                    before.clear();
                }
                assertSame(expected.get(which), series.get(which), 0, "seed " + seed);
                assertSame(expected.get(which), series.get(which).copy(), 0, "seed " + seed);
            }
            NavigableMap<ComparedDay, double[]> total = new TreeMap<>(dropped);
            expected.forEach(one -> one.forEach((day, sums) -> total.merge(day, sums, ComparedDaysTest::sum)));
            all.dropEmpty();
            assertSame(total, all, 1e-9, "seed " + seed);
            ComparedDays halves = new ComparedDays();
            halves.addAll(all);
            halves.addAll(all);
            total.replaceAll((day, sums) -> sum(sums, sums));
            assertSame(total, halves, 1e-9, "seed " + seed);
        }
    }

    private static String name(Random random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private static double[] errors(Random random) {
        double[] errors = new double[TARGETS * PairedErrors.SIZE];
        for (int target = 0; target < TARGETS; target++) {
            for (int forecast = 0; forecast <= random.nextInt(3); forecast++) {
                for (boolean shadow : new boolean[] {false, true}) {
                    PairedErrors.add(
                            errors,
                            target * PairedErrors.SIZE,
                            shadow,
                            random.nextDouble(),
                            random.nextDouble(),
                            random.nextBoolean());
                }
            }
        }
        return errors;
    }

    private static double[] sum(double[] some, double[] others) {
        double[] sum = some.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += others[i];
        }
        return sum;
    }

    private static void assertSame(
            NavigableMap<ComparedDay, double[]> expected, ComparedDays actual, double tolerance, String message) {
        assertEquals(expected.size(), actual.size(), message);
        assertEquals(expected.isEmpty(), actual.isEmpty(), message);
        Optional<ComparedDay> last = Optional.ofNullable(expected.isEmpty() ? null : expected.lastKey());
        assertEquals(last, actual.newest(), message);
        Map<ComparedDay, List<PairedErrors>> byDay = actual.byDay();
        assertEquals(expected.keySet(), byDay.keySet(), message);
        expected.forEach((day, sums) -> {
            for (int target = 0; target < TARGETS; target++) {
                double[] ofTarget = new double[PairedErrors.SIZE];
                System.arraycopy(sums, target * PairedErrors.SIZE, ofTarget, 0, ofTarget.length);
                assertArrayEquals(ofTarget, byDay.get(day).get(target).sums(), tolerance, message);
            }
        });
    }

    /** Sums of more targets than those before find room. */
    @Test
    void takesMoreTargets() {
        ComparedDay day = new ComparedDay("a", "b", 3);
        ComparedDays days = new ComparedDays();
        PairedErrors one = new PairedErrors(new double[] {1, 2, 3, 4, 5, 6, 7, 8});
        days.add(day, List.of(one));
        days.add(new ComparedDay("a", "b", 2), List.of(one, one));
        days.add(day, List.of(PairedErrors.NONE, one));
        assertEquals(List.of(one, one), days.byDay().get(day));
        assertTrue(days.dropBefore(3));
        assertEquals(1, days.size());
    }
}
