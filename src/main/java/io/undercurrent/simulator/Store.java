package io.undercurrent.simulator;

import io.undercurrent.series.Reading;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One store on its way through time. The logarithm of its mean sales is a sum: level, growth, weekday, occasion, warmth,
 * promotion, holiday, and a local demand that wanders (an autoregression of first order). The level jumps now and then, when
 * a competitor opens or closes. Sales are a negative binomial count around that mean.
 */
final class Store {

    private static final double DEMAND_MEMORY = 0.9;
    private static final double DEMAND_PUSH = 0.02;
    private static final double SHIFT_PROBABILITY = 1.0 / 600;
    private static final double SHIFT_SPREAD = 0.25;
    private static final double HANGOVER = -0.06;
    private static final double OPEN_HOLIDAY = -0.35;
    private static final double THERMOMETER_NOISE = 0.4;

    private final String key;
    private final Weather weather;
    private final StoreProfile profile;
    private final PromotionPlan promotions;
    private final SplittableRandom random;
    private final int firstDay;
    private final Optional<LevelShift> levelShift;
    private final Optional<PromotionShift> promotionShift;

    private double level;
    private double demand;

    Store(SimulatorOptions options, List<StoreKind> kinds, int number, Weather weather) {
        long seed = options.seed();
        this.key = "store-" + number;
        this.weather = weather;
        this.firstDay = Math.toIntExact(options.from().toEpochDay());
        this.levelShift = options.levelShift();
        this.promotionShift = options.promotionShift();
        this.profile = StoreProfile.draw(kinds, Seeds.random(seed, Seeds.Purpose.PROFILE, number));
        this.promotions = new PromotionPlan(seed, number);
        this.random = Seeds.random(seed, Seeds.Purpose.TRADE, number);
        this.level = Math.log(profile.sales());
        // The spread that the wandering demand has in the long run.
        this.demand = DEMAND_PUSH / Math.sqrt(1 - DEMAND_MEMORY * DEMAND_MEMORY) * random.nextGaussian();
    }

    String key() {
        return key;
    }

    /** The kind of store. */
    String kind() {
        return profile.kind();
    }

    /** Trades for a day, which the weather of the region has already reached. */
    StoreDay trade(TradingDay day) {
        double known = calendarFactor(day) * Math.exp(level + DEMAND_MEMORY * demand);
        double expectedSales = known
                * weather.expectedExponential(profile.warmthSensitivity())
                * Math.exp(0.5 * DEMAND_PUSH * DEMAND_PUSH)
                * (1 - SHIFT_PROBABILITY + SHIFT_PROBABILITY * Math.exp(0.5 * SHIFT_SPREAD * SHIFT_SPREAD));

        double push = DEMAND_PUSH * random.nextGaussian();
        double shift = random.nextDouble() < SHIFT_PROBABILITY ? SHIFT_SPREAD * random.nextGaussian() : 0;
        // Only what the day itself brings is new: what was to be expected of it did not know of the shift.
        shift += levelShift
                .filter(ordered -> ordered.date().equals(day.date()))
                .map(ordered -> Math.log(ordered.factor()))
                .orElse(0.0);
        double mean = known * Math.exp(profile.warmthSensitivity() * weather.warmth() + push + shift);
        demand = DEMAND_MEMORY * demand + push;
        level += shift;

        double temperature =
                weather.temperature() + profile.temperatureOffset() + THERMOMETER_NOISE * random.nextGaussian();
        long sales = CountNoise.negativeBinomial(mean, profile.dispersion(), random);
        Reading reading = new Reading(key, day.number(), new double[] {
            Math.round(10 * temperature) / 10.0, sales, promotion(day.number()), holiday(day)
        });
        double expectedTemperature = weather.expectedTemperature() + profile.temperatureOffset();
        return new StoreDay(reading, new double[] {(float) expectedTemperature, (float) expectedSales});
    }

    /** What is known of a day long before it comes. */
    Reading plan(TradingDay day) {
        return new Reading(
                key, day.number(), new double[] {Double.NaN, Double.NaN, promotion(day.number()), holiday(day)});
    }

    private double calendarFactor(TradingDay day) {
        if (day.dayOff() || day.holiday() && profile.closesOnHolidays()) {
            return 0;
        }
        LocalDate date = day.date();
        double logarithm = profile.growth() * (day.number() - firstDay) / 365.25;
        if (promotions.promotes(day.number())) {
            logarithm += profile.promotionUplift()
                    * promotionShift.map(shift -> shift.on(date)).orElse(1.0);
        } else if (promotions.hasHangover(day.number())) {
            logarithm += HANGOVER;
        }
        if (day.holiday()) {
            logarithm += OPEN_HOLIDAY;
        }
        return day.occasion() * profile.weekdays()[date.getDayOfWeek().ordinal()] * Math.exp(logarithm);
    }

    private double promotion(int day) {
        return promotions.promotes(day) ? 1 : 0;
    }

    private static double holiday(TradingDay day) {
        return day.holiday() ? 1 : 0;
    }
}
