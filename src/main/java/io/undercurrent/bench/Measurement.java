package io.undercurrent.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A figure with the runs that it is the median of.
 *
 * @param runs raw values in the order in which they were measured
 */
public record Measurement(String name, String unit, List<Double> runs) {

    public Measurement {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("runs of " + name + ": expected at least one");
        }
    }

    public static Measurement of(String name, String unit, double... runs) {
        return new Measurement(name, unit, Arrays.stream(runs).boxed().toList());
    }

    /** How large this is against another, run by run, so that what slowed both down falls out. */
    public Measurement over(Measurement other, String ratioName) {
        double[] ratios = new double[Math.min(runs.size(), other.runs.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = runs.get(i) / other.runs.get(i);
        }
        return of(ratioName, "x", ratios);
    }

    /** This figure with further runs. */
    Measurement with(List<Double> further) {
        List<Double> all = new ArrayList<>(runs);
        all.addAll(further);
        return new Measurement(name, unit, all);
    }

    /** The value in the middle; the mean of the two there where the runs are even in number. */
    public double median() {
        double[] sorted =
                runs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
