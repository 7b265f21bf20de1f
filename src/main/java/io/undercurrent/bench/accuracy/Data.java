package io.undercurrent.bench.accuracy;

import io.undercurrent.evaluation.Origins;
import io.undercurrent.series.history.History;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The series of a set.
 *
 * @param weights by key; empty where the measure needs none
 * @param leastError root of the least possible mean squared error of the first target, one day after each origin; NaN if nobody
 *     knows it
 */
record Data(List<History> histories, Map<String, Double> weights, ToDoubleFunction<Origins> leastError) {

    /** What a training that ends on a day may see. */
    List<History> until(int day) {
        return histories.stream()
                .filter(history -> history.firstDay() <= day)
                .map(history -> history.until(day))
                .toList();
    }
}
