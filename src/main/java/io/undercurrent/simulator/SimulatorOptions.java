package io.undercurrent.simulator;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What to simulate. Two simulations with the same options are equal; with another number of stores, those stores that both
 * have are equal.
 *
 * @param stores number of stores
 * @param from the first day
 * @param seed decides all that is random
 * @param country whose public holidays the stores keep, an ISO 3166 code such as {@code GB}
 * @param kinds number of kinds of stores, each with a week, a season and promotions of its own; 0 for four usual ones that
 *     promote alike
 * @param levelShift of all stores, besides those that befall each of them by chance; empty for none
 * @param promotionShift of all stores; empty for none
 * @param monthSpread spread of what months make of the sales of all stores, as a logarithm; 0 for nothing
 */
public record SimulatorOptions(
        int stores,
        LocalDate from,
        long seed,
        String country,
        int kinds,
        Optional<LevelShift> levelShift,
        Optional<PromotionShift> promotionShift,
        double monthSpread) {

    private static final int MOST_KINDS = 1000;
    private static final double MOST_SPREAD = 2;

    /** The country whose holidays are kept unless another is asked for. */
    public static final String DEFAULT_COUNTRY = "GB";

    public SimulatorOptions {
        if (stores < 1) {
            throw new IllegalArgumentException("stores: expected at least 1, but got " + stores);
        }
        if (kinds < 0 || kinds > MOST_KINDS) {
            throw new IllegalArgumentException("kinds: expected 0 to " + MOST_KINDS + ", but got " + kinds);
        }
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(levelShift, "levelShift");
        Objects.requireNonNull(promotionShift, "promotionShift");
        if (!(monthSpread >= 0 && monthSpread <= MOST_SPREAD)) {
            throw new IllegalArgumentException(
                    "spread of months: expected 0 to " + MOST_SPREAD + ", but got " + monthSpread);
        }
        if (from.getYear() < 1900 || from.getYear() > 2100) {
            throw new IllegalArgumentException("from: expected a day in the years 1900 to 2100, but got " + from);
        }
        country = country.toUpperCase(Locale.ROOT);
        if (!PublicHolidays.knows(country)) {
            throw new IllegalArgumentException("country: expected an ISO 3166 code with known public holidays, such as "
                    + DEFAULT_COUNTRY + ", DE or US, but got '" + country + "'");
        }
    }

    /** Stores of the usual kinds. */
    public SimulatorOptions(
            int stores,
            LocalDate from,
            long seed,
            String country,
            Optional<LevelShift> levelShift,
            Optional<PromotionShift> promotionShift) {
        this(stores, from, seed, country, 0, levelShift, promotionShift, 0);
    }

    public SimulatorOptions(int stores, LocalDate from, long seed) {
        this(stores, from, seed, DEFAULT_COUNTRY, Optional.empty(), Optional.empty());
    }
}
