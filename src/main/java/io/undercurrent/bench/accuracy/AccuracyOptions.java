package io.undercurrent.bench.accuracy;

import io.undercurrent.model.recurrent.ModelSpec.Cell;
import io.undercurrent.training.TrainingOptions;
import java.util.List;
import java.util.OptionalInt;

/**
 * What to measure.
 *
 * @param cells the first is the one whose intervals and baselines are looked at
 * @param seeds one training of each cell for each
 * @param ages of series, in days
 * @param steps of each training; empty for the defaults of training
 */
public record AccuracyOptions(
        List<DataSet> sets, List<Cell> cells, List<Long> seeds, List<Integer> ages, OptionalInt steps) {

    public AccuracyOptions {
        sets = List.copyOf(sets);
        cells = List.copyOf(cells);
        seeds = List.copyOf(seeds);
        ages = List.copyOf(ages);
        if (sets.isEmpty() || cells.isEmpty() || seeds.isEmpty()) {
            throw new IllegalArgumentException("expected at least one set, one cell and one seed, but got "
                    + sets.size() + ", " + cells.size() + " and " + seeds.size());
        }
        // Before hours of training, and not after them.
        if (ages.stream().anyMatch(age -> age < 1)) {
            throw new IllegalArgumentException("ages: expected at least 1 day, but got " + ages);
        }
        if (steps.isPresent() && steps.getAsInt() < 1) {
            throw new IllegalArgumentException("steps: expected at least 1, but got " + steps.getAsInt());
        }
    }

    TrainingOptions training(long seed) {
        TrainingOptions options = TrainingOptions.defaults().withSeed(seed);
        return steps.isPresent() ? options.withSteps(steps.getAsInt()) : options;
    }
}
