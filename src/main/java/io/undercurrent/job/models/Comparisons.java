package io.undercurrent.job.models;

import io.undercurrent.evaluation.metric.PairedDifference;
import io.undercurrent.format.models.ModelFigures;
import io.undercurrent.format.models.ModelFigures.Both;
import io.undercurrent.series.comparison.ComparedDay;
import io.undercurrent.series.comparison.ComparedDays;
import io.undercurrent.series.comparison.PairedErrors;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes figures of the errors of a shadow and a live model on the same days, as {@code retrain} does of those of a backtest: the difference
 * day by day, with a standard error that allows for forecasts which share days.
 *
 * @param targets their names
 * @param horizon days that models look ahead
 */
record Comparisons(List<String> targets, int horizon) implements Serializable {

    /** Days that figures are made of at most, back from the newest. */
    static final int MOST_DAYS = 400;

    Comparisons {
        targets = List.copyOf(targets);
    }

    /** The models of the newest day. */
    static Optional<ComparedDay> newest(ComparedDays days) {
        return days.newest();
    }

    /**
     * The figures of the two models of the newest day, of which some series may have no reading yet: it does not count. Empty where there
     * is no other day.
     */
    Optional<ModelFigures> figures(ComparedDays days) {
        ComparedDay newest = newest(days).orElse(null);
        if (newest == null) {
            return Optional.empty();
        }
        List<List<PairedErrors>> whole = new ArrayList<>();
        int until = 0;
        for (Map.Entry<ComparedDay, List<PairedErrors>> entry :
                days.byDay().headMap(newest).entrySet()) {
            if (entry.getKey().isOfSameModelsAs(newest) && entry.getKey().day() < newest.day()) {
                whole.add(entry.getValue());
                until = entry.getKey().day();
            }
        }
        return whole.isEmpty() ? Optional.empty() : Optional.of(figures(newest.live(), until, whole));
    }

    private ModelFigures figures(String live, int until, List<List<PairedErrors>> days) {
        double gain = 0;
        double standardError = 0;
        long series = 0;
        List<ModelFigures.OfTarget> all = new ArrayList<>();
        for (int target = 0; target < targets.size(); target++) {
            double[] differences = new double[days.size()];
            PairedErrors sum = PairedErrors.NONE;
            for (int day = 0; day < differences.length; day++) {
                PairedErrors errors = days.get(day).get(target);
                differences[day] = errors.pinball(false) - errors.pinball(true);
                sum = sum.plus(errors);
                series = Math.max(series, errors.series());
            }
            PairedDifference difference = PairedDifference.ofSequence(differences, horizon - 1);
            gain += difference.mean() / sum.pinball(false) / targets.size();
            standardError += difference.standardError() / sum.pinball(false) / targets.size();
            all.add(new ModelFigures.OfTarget(
                    targets.get(target),
                    sum.forecasts(),
                    new Both(sum.absolute(false), sum.absolute(true)),
                    new Both(sum.pinball(false), sum.pinball(true)),
                    new Both(sum.coverage(false), sum.coverage(true))));
        }
        return new ModelFigures(live, until, days.size(), series, gain, standardError, all);
    }
}
