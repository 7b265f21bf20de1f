package io.undercurrent.simulator;

import java.util.SplittableRandom;

/**
 * The weather of a region: its yearly cycle, and around it an anomaly that remembers the days before and that cold fronts
 * break into.
 *
 * <p>The anomaly is an autoregression of second order. Its coefficients give the autocorrelation of daily mean temperatures
 * of mid-latitude cities around their yearly cycle: 0.71, 0.39 and 0.18 after one, two and three days. What each day adds is
 * normal, or, on the day of a front, normal around a drop; both together have mean 0. Winters are rougher than summers. Below
 * it lies a slow autoregression, the warm and cold spells that last for weeks.
 */
final class Weather {

    private static final double YEAR = 365.25;
    private static final double MEMORY_1 = 0.873;
    private static final double MEMORY_2 = -0.230;
    private static final double FRONT_PROBABILITY = 0.14;
    private static final double FRONT_DROP = 1.5;
    private static final double FRONT_SPREAD = 0.7;
    /** Mean of a day without a front, which evens out the drops. */
    private static final double RECOVERY = FRONT_DROP * FRONT_PROBABILITY / (1 - FRONT_PROBABILITY);
    /** Standard deviation of a day without a front. */
    private static final double SPREAD = 0.8;

    private static final double SPELL_MEMORY = 0.95;
    /** What a day adds to a spell, in °C; spells spread three times as far. */
    private static final double SPELL_PUSH = 0.4;
    /** Days until the anomaly has forgotten that it started from 0. */
    private static final int WARM_UP = 60;

    private final SplittableRandom random;
    private final double mean;
    private final double amplitude;
    private final double secondHarmonic;
    private final double warmestDay;
    private final double roughness;
    private final double winterRoughness;

    private double anomaly;
    private double anomalyBefore;
    private double spell;
    /** Anomaly and spell together, as expected the day before. */
    private double expectedDeparture;

    private double swing;
    private double climatology;

    /**
     * Weather just before {@code firstDay}.
     *
     * @param firstDay days since 1970-01-01 of the first day that {@link #advanceTo} will be called with
     */
    Weather(long seed, int region, int firstDay) {
        SplittableRandom climate = Seeds.random(seed, Seeds.Purpose.CLIMATE, region);
        this.mean = 12 + 3 * climate.nextGaussian();
        this.amplitude = climate.nextDouble(7, 12);
        this.secondHarmonic = 0.6 * climate.nextGaussian();
        this.warmestDay = climate.nextDouble(198, 212);
        this.roughness = climate.nextDouble(2.2, 3.0);
        this.winterRoughness = climate.nextDouble(0.15, 0.40);
        this.random = Seeds.random(seed, Seeds.Purpose.WEATHER, region);
        for (int day = firstDay - WARM_UP; day < firstDay; day++) {
            advanceTo(day);
        }
    }

    /** Draws the weather of the day after the last one. */
    void advanceTo(int day) {
        double angle = 2 * Math.PI * (day - warmestDay) / YEAR;
        climatology = mean + amplitude * Math.cos(angle) + secondHarmonic * Math.cos(2 * angle);
        swing = roughness * (1 - winterRoughness * Math.cos(angle));
        double expectedAnomaly = MEMORY_1 * anomaly + MEMORY_2 * anomalyBefore;
        double expectedSpell = SPELL_MEMORY * spell;
        expectedDeparture = expectedAnomaly + expectedSpell;
        double push = random.nextDouble() < FRONT_PROBABILITY
                ? -FRONT_DROP + FRONT_SPREAD * random.nextGaussian()
                : RECOVERY + SPREAD * random.nextGaussian();
        anomalyBefore = anomaly;
        anomaly = expectedAnomaly + swing * push;
        spell = expectedSpell + SPELL_PUSH * random.nextGaussian();
    }

    /** Temperature of the day in °C. */
    double temperature() {
        return climatology + anomaly + spell;
    }

    /** What the temperature was expected to be, in °C, when the day before was known. */
    double expectedTemperature() {
        return climatology + expectedDeparture;
    }

    /** Temperature above the yearly mean in °C. */
    double warmth() {
        return temperature() - mean;
    }

    /** The expected value of exp(sensitivity · {@link #warmth}) when the day before was known. */
    double expectedExponential(double sensitivity) {
        double t = sensitivity * swing;
        double calm = Math.exp(t * RECOVERY + 0.5 * t * t * SPREAD * SPREAD);
        double front = Math.exp(-t * FRONT_DROP + 0.5 * t * t * FRONT_SPREAD * FRONT_SPREAD);
        double spellPush = sensitivity * SPELL_PUSH;
        return Math.exp(sensitivity * (expectedTemperature() - mean) + 0.5 * spellPush * spellPush)
                * ((1 - FRONT_PROBABILITY) * calm + FRONT_PROBABILITY * front);
    }
}
