package io.undercurrent.training.month;

import static io.undercurrent.training.month.MonthlyIndex.MONTHS;

import io.undercurrent.model.baseline.PositiveDefinite;
import io.undercurrent.model.window.MonthEffects;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Fits effects of the twelve months to a {@link MonthlyIndex}, beside a level that goes in a straight line from each year to the
 * next: least squares, with the effects shrunk towards 0 by the share that chance explains.
 */
final class MonthFit {

    /** Makes the equations solvable, whose constant may be in the level or in all months. */
    private static final double PULL = 1e-9;

    private final MonthlyIndex index;
    private final IntPredicate counts;
    private final int size;
    /** (size, size): Cholesky's factor of the normal equations, months before levels. */
    private final double[] factor;

    private final double[] solution;
    private final int[] years = new int[MONTHS];
    private int rows;

    private MonthFit(MonthlyIndex index, IntPredicate counts) {
        this.index = index;
        this.counts = counts;
        size = MONTHS + (index.values().length + MONTHS - 2) / MONTHS + 1;
        factor = new double[size * size];
        solution = new double[size];
    }

    /**
     * The effects; none if there are too few months, or chance explains all of them.
     *
     * @param counts which months to fit to, counted from January of year 0
     */
    static MonthEffects of(MonthlyIndex index, IntPredicate counts) {
        MonthFit fit = new MonthFit(index, counts);
        fit.accumulate();
        return fit.rows < fit.size || Arrays.stream(fit.years).anyMatch(years -> years == 0)
                ? MonthEffects.NONE
                : fit.solve();
    }

    private void accumulate() {
        for (int i = 0; i < index.values().length; i++) {
            if (counts.test(index.first() + i)) {
                double[] row = row(i);
                for (int a = 0; a < size; a++) {
                    for (int b = 0; b <= a; b++) {
                        factor[a * size + b] += row[a] * row[b];
                    }
                    solution[a] += row[a] * index.values()[i];
                }
                years[(index.first() + i) % MONTHS]++;
                rows++;
            }
        }
    }

    /** One for the month, and how near it is to the levels on either side of it, which are a year apart. */
    private double[] row(int i) {
        double[] row = new double[size];
        row[(index.first() + i) % MONTHS] = 1;
        int before = MONTHS + i / MONTHS;
        double share = (double) (i % MONTHS) / MONTHS;
        row[before] = 1 - share;
        if (share > 0) {
            row[before + 1] = share;
        }
        return row;
    }

    private MonthEffects solve() {
        for (int a = 0; a < size; a++) {
            factor[a * size + a] += PULL;
        }
        PositiveDefinite.factorise(factor, size);
        PositiveDefinite.solve(factor, size, solution);
        double mean = Arrays.stream(solution, 0, MONTHS).average().orElseThrow();
        double[] effects =
                Arrays.stream(solution, 0, MONTHS).map(effect -> effect - mean).toArray();
        double square =
                Arrays.stream(effects).map(effect -> effect * effect).average().orElseThrow();
        double variance = restSquare() * meanVariance();
        return square > variance ? MonthEffects.ofLogarithms(effects, 1 - variance / square) : MonthEffects.NONE;
    }

    /** The variance of the index about the fit. */
    private double restSquare() {
        double sum = 0;
        for (int i = 0; i < index.values().length; i++) {
            if (counts.test(index.first() + i)) {
                double[] row = row(i);
                double rest = index.values()[i];
                for (int a = 0; a < size; a++) {
                    rest -= row[a] * solution[a];
                }
                sum += rest * rest;
            }
        }
        // A constant in all months and one in all levels are the same.
        return sum / (rows - size + 1);
    }

    /** Mean variance of the effects for an index of variance 1. */
    private double meanVariance() {
        double sum = 0;
        for (int month = 0; month < MONTHS; month++) {
            double[] contrast = new double[size];
            Arrays.fill(contrast, 0, MONTHS, -1.0 / MONTHS);
            contrast[month]++;
            double[] solved = contrast.clone();
            PositiveDefinite.solve(factor, size, solved);
            for (int a = 0; a < size; a++) {
                sum += contrast[a] * solved[a];
            }
        }
        return sum / MONTHS;
    }
}
