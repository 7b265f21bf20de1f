package io.undercurrent.model.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WindowEncoderTest {

    private static final int DAYS = 1000;
    private static final int ORIGIN = 960;

    private static ModelSpec spec(int window, Baseline baseline) {
        return spec(window).withBaselines(List.of(baseline));
    }

    private static ModelSpec spec(int window) {
        return new ModelSpec(
                new Columns(List.of("sales"), List.of("promotion", "price")),
                List.of(true, false),
                window,
                14,
                List.of(0.5),
                ModelSpec.Cell.GRU,
                4,
                1,
                4);
    }

    /** Sales, promotion, price with a tenth of the sales missing. */
    private static History history(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[DAYS * 3];
        for (int day = 0; day < DAYS; day++) {
            values[3 * day] = random.nextInt(10) == 0 ? Double.NaN : 50 + random.nextInt(100);
            values[3 * day + 1] = random.nextInt(5) == 0 ? 1 : 0;
            values[3 * day + 2] = 1 + random.nextInt(20);
        }
        return new History("store", 0, 3, values);
    }

    private record Encoded(float[] day, float[] origin) {}

    private static Encoded encode(ModelSpec spec, SlidingWindow window, int day) {
        WindowEncoder encoder = new WindowEncoder(spec);
        float[] features = new float[WindowEncoder.daySize(spec)];
        EncodedOrigins context = encoder.origins(1);
        encoder.encodeDay(window, day, features, 0);
        encoder.encodeOrigin(window, day, context, 0);
        return new Encoded(features, context.row(0));
    }

    /** Where the features begin in an encoded origin. */
    private static int leads(WindowEncoder encoder) {
        return encoder.origins(1).featuresOffset(0);
    }

    @ParameterizedTest
    @CsvSource({
        "14, WEEKDAY_MEDIAN",
        "56, WEEKDAY_MEDIAN",
        "402, WEEKDAY_MEDIAN",
        "402, DECOMPOSITION",
        "402, CLIMATE",
        "800, DECOMPOSITION",
        "800, CLIMATE"
    })
    void looksAtNothingAfterTheDayButCovariates(int window, Baseline baseline) {
        ModelSpec spec = spec(window, baseline);
        SlidingWindow before = history(3).windowAt(ORIGIN, window, 14, 1);
        Encoded expected = encode(spec, before, ORIGIN);
        // Ten days later the window knows what happened; seen from the same day, that must make no difference.
        SlidingWindow later = history(3).windowAt(ORIGIN + 10, window + 10, 14, 1);
        Encoded actual = encode(spec, later, ORIGIN);
        assertArrayEquals(expected.day(), actual.day());
        assertArrayEquals(expected.origin(), actual.origin());
    }

    /** A holiday that the model knows is encoded as a flag that all readings carry and that is always announced. */
    @ParameterizedTest
    @CsvSource({"14, WEEKDAY_MEDIAN", "56, WEEKDAY_MEDIAN", "402, DECOMPOSITION", "402, CLIMATE"})
    void holidaysNeedNotStandInReadings(int size, Baseline baseline) {
        History with = history(3);
        double[] sales = new double[DAYS];
        List<Integer> holidays = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            sales[day] = with.value(day, 0);
            if (with.value(day, 1) == 1) {
                holidays.add(day);
            }
        }
        ModelSpec ofReadings = specOfSales(size, List.of("promotion")).withBaselines(List.of(baseline));
        ModelSpec ofCalendar = specOfSales(size, List.of())
                .withBaselines(List.of(baseline))
                .withHolidays(List.of(new HolidayCalendar(
                        "XX", "by hand", 0, DAYS - 1, List.of(new HolidayCalendar.Holiday("any", holidays)))));
        double[] flagged = new double[2 * DAYS];
        for (int day = 0; day < DAYS; day++) {
            flagged[2 * day] = sales[day];
            flagged[2 * day + 1] = with.value(day, 1);
        }
        SlidingWindow read = new History("store", 0, 2, flagged).windowAt(ORIGIN, size, 14, 1);
        SlidingWindow known = new History("store", 0, 1, sales).windowAt(ORIGIN, size, 14, 1);
        Encoded expected = encode(ofReadings, read, ORIGIN);
        Encoded actual = encode(ofCalendar, known, ORIGIN);
        assertArrayEquals(expected.day(), actual.day());
        assertArrayEquals(expected.origin(), actual.origin());

        HolidayCalendar nothing = new HolidayCalendar("YY", "by hand", 0, DAYS - 1, List.of());
        List<HolidayCalendar> both = List.of(ofCalendar.holidays().get(0), nothing);
        ModelSpec ofCountries = specOfSales(size, List.of())
                .withBaselines(List.of(baseline))
                .withSeriesHolidays(new SeriesHolidays(both, Map.of("store", "XX", "shop*", "YY", "s*", "YY+XX")));
        for (String key : List.of("store", "stall")) {
            Encoded there = encode(ofCountries, known.ofSeries(key), ORIGIN);
            assertArrayEquals(expected.day(), there.day(), key);
            assertArrayEquals(expected.origin(), there.origin(), key);
        }
        Encoded elsewhere = encode(ofCalendar.withHolidays(List.of(nothing)), known, ORIGIN);
        for (String key : List.of("shop-2", "another")) {
            // What was fitted to a window is that of its series.
            known.remember(null);
            Encoded there = encode(ofCountries, known.ofSeries(key), ORIGIN);
            assertArrayEquals(elsewhere.day(), there.day(), key);
            assertArrayEquals(elsewhere.origin(), there.origin(), key);
        }
        assertFalse(Arrays.equals(expected.origin(), elsewhere.origin()));
        known.ofSeries(null);
        assertThrows(IllegalStateException.class, () -> encode(ofCountries, known, ORIGIN));
    }

    /** Beyond its calendar a model knows of a day neither that it is a holiday nor that it is none. */
    @Test
    void holidaysOfDaysBeyondTheCalendarAreUnknown() {
        double[] sales = new double[DAYS];
        Arrays.setAll(sales, day -> day % 7);
        SlidingWindow window = new History("store", 0, 1, sales).windowAt(ORIGIN, 56, 14, 1);
        ModelSpec inside = specOfSales(56, List.of()).withHolidays(List.of(calendar(ORIGIN)));
        ModelSpec beyond = specOfSales(56, List.of()).withHolidays(List.of(calendar(ORIGIN - 1)));
        assertNotEquals(
                Arrays.toString(encode(inside, window, ORIGIN).day()),
                Arrays.toString(encode(beyond, window, ORIGIN).day()));
    }

    private static HolidayCalendar calendar(int lastDay) {
        return new HolidayCalendar("XX", "by hand", 0, lastDay, List.of());
    }

    private static ModelSpec specOfSales(int window, List<String> flags) {
        return new ModelSpec(
                new Columns(List.of("sales"), flags),
                Collections.nCopies(flags.size(), true),
                window,
                14,
                List.of(0.5),
                ModelSpec.Cell.GRU,
                4,
                1,
                4);
    }

    /** The one encoder of a job sees windows again that have changed meanwhile, and days of them out of order. */
    @ParameterizedTest
    @CsvSource({"56, WEEKDAY_MEDIAN", "402, DECOMPOSITION", "402, CLIMATE"})
    void knowsWhenAWindowHasChanged(int size, Baseline baseline) {
        ModelSpec spec = spec(size, baseline);
        SlidingWindow window = history(3).windowAt(ORIGIN, size + 10, 14, 1);
        WindowEncoder encoder = new WindowEncoder(spec);
        SplittableRandom random = new SplittableRandom(5);
        for (int run = 0; run < 200; run++) {
            int day = window.newestDay() - random.nextInt(3);
            switch (random.nextInt(5)) {
                case 0 -> window.advanceTo(window.newestDay() + 1);
                case 1 -> window.merge(day, new double[] {random.nextInt(100), Double.NaN, 1 + random.nextInt(20)});
                case 2 ->
                    window.announce(window.newestDay() + 2, new double[] {Double.NaN, random.nextInt(2), Double.NaN});
                default -> {
                    // Encoded as it was left.
                }
            }
            Encoded expected = encode(spec, window, day);
            float[] features = new float[WindowEncoder.daySize(spec)];
            EncodedOrigins context = encoder.origins(1);
            if (random.nextBoolean()) {
                encoder.encodeOrigin(window, day, context, 0);
            }
            encoder.encodeDay(window, day, features, 0);
            encoder.encodeOrigin(window, day, context, 0);
            assertArrayEquals(expected.day(), features, 0);
            assertArrayEquals(expected.origin(), context.row(0), 0);
        }
    }

    /** To look ahead, what warmth did to sales is taken out of them; no other encoding may see that. */
    @Test
    void looksAheadWithoutATrace() {
        ModelSpec spec = new ModelSpec(
                        Columns.ofTargets("sales", "temperature"),
                        List.of(),
                        800,
                        14,
                        List.of(0.5),
                        ModelSpec.Cell.GRU,
                        4,
                        1,
                        4)
                .withBaselines(List.of(Baseline.DECOMPOSITION, Baseline.CLIMATE));
        SplittableRandom random = new SplittableRandom(9);
        double[] values = new double[DAYS * 2];
        for (int day = 0; day < DAYS; day++) {
            double anomaly = 4 * random.nextGaussian();
            values[2 * day] = 100 * Math.exp(0.03 * anomaly) * (1 + 0.05 * random.nextGaussian());
            values[2 * day + 1] = 12 + 8 * Math.sin(2 * Math.PI * day / 365.25) + anomaly;
        }
        SlidingWindow window = new History("store", 0, 2, values).windowAt(ORIGIN, 800, 14, 2);
        Encoded expected = encode(spec, window, ORIGIN);
        WindowEncoder encoder = new WindowEncoder(spec);
        float[] features = new float[WindowEncoder.daySize(spec)];
        EncodedOrigins context = encoder.origins(1);
        for (int time = 0; time < 2; time++) {
            encoder.encodeOrigin(window, ORIGIN, context, 0);
            assertArrayEquals(expected.origin(), context.row(0), 0);
            encoder.encodeDay(window, ORIGIN, features, 0);
            assertArrayEquals(expected.day(), features, 0);
        }
    }

    @Test
    void looksAtNothingBeforeTheWindow() {
        ModelSpec spec = spec(28);
        Encoded expected = encode(spec, history(3).windowAt(ORIGIN, 28, 14, 1), ORIGIN);
        Encoded actual = encode(spec, history(3).windowAt(ORIGIN, 200, 14, 1), ORIGIN);
        assertArrayEquals(expected.day(), actual.day());
        assertArrayEquals(expected.origin(), actual.origin());
    }

    /** The squares of the last two sizes are beyond what a float holds, and so are those of their inverse scales. */
    @ParameterizedTest
    @CsvSource({
        "WEEKDAY_MEDIAN, 10",
        "DECOMPOSITION, 10",
        "CLIMATE, 10",
        "WEEKDAY_MEDIAN, 80",
        "DECOMPOSITION, 80",
        "CLIMATE, 80",
        "WEEKDAY_MEDIAN, 110",
        "DECOMPOSITION, 110",
        "CLIMATE, 110"
    })
    void encodesSeriesOfAnySizeAlike(Baseline baseline, int exponent) {
        ModelSpec spec = spec(402, baseline);
        float size = Math.scalb(1f, exponent);
        History small = history(5);
        double[] values = small.values().clone();
        for (int day = 0; day < DAYS; day++) {
            // A power of two, so that scaling changes no digit.
            values[3 * day] *= size;
        }
        History large = new History("large", 0, 3, values);
        Encoded expected = encode(spec, small.windowAt(ORIGIN, 402, 14, 1), ORIGIN);
        Encoded actual = encode(spec, large.windowAt(ORIGIN, 402, 14, 1), ORIGIN);
        assertArrayEquals(expected.day(), actual.day(), 1e-6f);
        WindowEncoder encoder = new WindowEncoder(spec);
        int leads = leads(encoder);
        // The age stands last before the features.
        for (int i = 0; i < leads; i++) {
            float grown = expected.origin()[i] * (i < leads - 1 ? size : 1);
            assertEquals(grown, actual.origin()[i], 1e-3f * Math.abs(actual.origin()[i]));
        }
        for (int i = leads; i < expected.origin().length; i++) {
            assertEquals(expected.origin()[i], actual.origin()[i], 1e-6f, "feature " + (i - leads));
        }
    }

    @Test
    void marksMissingValuesAndTargetsWithoutAny() {
        ModelSpec spec = spec(28);
        SlidingWindow window = new SlidingWindow(2, 1, 28, 14);
        window.advanceTo(100);
        Encoded empty = encode(spec, window, 100);
        assertEquals(0, empty.day()[1], "not present");
        WindowEncoder encoder = new WindowEncoder(spec);
        assertTrue(Float.isNaN(empty.origin()[0]), "no scale without values");
        for (int i = leads(encoder); i < empty.origin().length; i++) {
            assertTrue(Float.isFinite(empty.origin()[i]), "features stay finite");
        }
        window.merge(100, new double[] {5, Double.NaN, Double.NaN});
        Encoded one = encode(spec, window, 100);
        assertEquals(1, one.day()[1], "present");
        assertEquals(5, one.origin()[1], "with one value the baseline is that value");
    }

    @ParameterizedTest
    @EnumSource
    void givesFiniteFeaturesFromTheFirstDayOn(Baseline baseline) {
        ModelSpec spec = spec(402, baseline);
        History history = history(7);
        for (int day = 0; day < DAYS; day += 9) {
            Encoded encoded = encode(spec, history.windowAt(day, 402, 14, 1), day);
            for (float feature : encoded.day()) {
                assertTrue(Float.isFinite(feature), "day " + day);
            }
            for (int i = leads(new WindowEncoder(spec)); i < encoded.origin().length; i++) {
                assertTrue(Float.isFinite(encoded.origin()[i]), "origin " + day);
            }
        }
    }

    @Test
    void aShortWindowKnowsNoYear() {
        assertThrows(IllegalArgumentException.class, () -> spec(401, Baseline.CLIMATE));
        assertThrows(IllegalArgumentException.class, () -> spec(401, Baseline.DECOMPOSITION));
    }

    @Test
    void seesAnAnnouncedCovariate() {
        ModelSpec spec = spec(28);
        SlidingWindow window = history(3).windowAt(ORIGIN, 28, 14, 1);
        float[] plain = encode(spec, window, ORIGIN).origin();
        double planned = window.announced(ORIGIN + 5, 1);
        window.announce(ORIGIN + 5, new double[] {Double.NaN, 1 - planned, Double.NaN});
        float[] announced = encode(spec, window, ORIGIN).origin();
        WindowEncoder encoder = new WindowEncoder(spec);
        int leadSize = WindowEncoder.leadSize(spec);
        for (int i = 0; i < plain.length; i++) {
            int lead = 1 + (i - leads(encoder)) / leadSize;
            if (i < leads(encoder) || lead < 4 || lead > 8) {
                assertEquals(plain[i], announced[i], "the promotion's day and its neighbours change, not " + i);
            }
        }
        assertTrue(!Arrays.equals(plain, announced));
    }
}
