package io.undercurrent.cli.view;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.evaluation.BacktestListener;
import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.BacktestRun;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.evaluation.Origins;
import io.undercurrent.evaluation.baseline.Baselines;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacktestViewTest {

    /** What is printed of the scores of two series, one of which never changes and so has no scale. */
    private static String scores(double weightOfFlat) {
        double[] flat = new double[60];
        double[] varied = new double[60];
        for (int day = 0; day < varied.length; day++) {
            varied[day] = day % 5;
        }
        BacktestPlan plan = new BacktestPlan(
                Columns.ofTargets("sales"),
                List.of(0.1, 0.5, 0.9),
                7,
                new Origins(140, 140, 1),
                List.of(new History("flat", 100, 1, flat), new History("varied", 100, 1, varied)),
                Map.of("flat", weightOfFlat, "varied", 1 - weightOfFlat));
        List<ForecastingMethod> methods = Baselines.ofSingleSeries();
        StringWriter out = new StringWriter();
        new BacktestView(new PrintWriter(out))
                .showScores(
                        new BacktestRun(plan, BacktestListener.SILENT).compare(methods.get(0), methods.subList(1, 2)));
        return out.toString();
    }

    @Test
    void saysWhyTheWeightedScoreIsNotThere() {
        String undefined =
                "WRMSSE is not defined: weighted series without a scale, or without a value to be met: 1 of 2.";
        assertTrue(scores(0.5).lines().anyMatch(undefined::equals), () -> scores(0.5));
        assertFalse(scores(0).contains("is not defined"), () -> scores(0));
        assertTrue(scores(0).contains("MASE leaves out 1 series that have no scale"), () -> scores(0));
    }
}
