package io.undercurrent.cli.simulation;

import io.undercurrent.simulator.LevelShift;
import io.undercurrent.simulator.PromotionShift;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options on what changes for all simulated stores from a day on. */
public final class ShiftOptions {

    @ArgGroup(exclusive = false)
    private Level level;

    private static final class Level {

        @Option(
                names = "--level-shift",
                required = true,
                paramLabel = "FACTOR",
                description =
                        "Multiply the mean sales of all stores by this factor, such as 0.6, from --level-shift-date on.")
        private double factor;

        @Option(
                names = "--level-shift-date",
                required = true,
                paramLabel = "DATE",
                description = "The first day with the level shift.")
        private LocalDate date;
    }

    @ArgGroup(exclusive = false)
    private Promotions promotions;

    private static final class Promotions {

        @Option(
                names = "--promotion-shift",
                required = true,
                paramLabel = "FACTOR",
                description =
                        "Multiply what promotions add to the logarithm of sales by this factor, for all stores, from"
                                + " --promotion-shift-date on: 0 where they draw nobody any more.")
        private double factor;

        @Option(
                names = "--promotion-shift-date",
                required = true,
                paramLabel = "DATE",
                description = "The first day with the other effect of promotions.")
        private LocalDate date;
    }

    /**
     * @param first day of the simulation
     * @throws IllegalArgumentException if the shift is before it
     */
    public Optional<LevelShift> ofTheLevel(LocalDate first) {
        return Optional.ofNullable(level)
                .map(shift -> new LevelShift(notBefore("--level-shift-date", first, shift.date), shift.factor));
    }

    /**
     * @param first day of the simulation
     * @throws IllegalArgumentException if the shift is before it
     */
    public Optional<PromotionShift> ofPromotions(LocalDate first) {
        return Optional.ofNullable(promotions)
                .map(shift -> new PromotionShift(notBefore("--promotion-shift-date", first, shift.date), shift.factor));
    }

    private static LocalDate notBefore(String option, LocalDate first, LocalDate date) {
        if (date.isBefore(first)) {
            throw new IllegalArgumentException(option + ": expected " + first + " or later, but got " + date);
        }
        return date;
    }
}
