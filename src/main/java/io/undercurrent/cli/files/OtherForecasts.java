package io.undercurrent.cli.files;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.evaluation.GivenForecasts;
import io.undercurrent.format.Counted;
import io.undercurrent.format.csv.ForecastCsv;
import io.undercurrent.reconciliation.Way;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Files with forecasts that were made elsewhere, as methods of a backtest named after them. */
public final class OtherForecasts {

    /** Name of the method that is a job after a change of its model. */
    public static final String CHANGED = "changed";

    private static final String ENDING = "\\.csv(\\.gz)?$";

    private final BacktestPlan plan;
    private final Set<String> names = new HashSet<>(Set.of("model", CHANGED));

    /**
     * @param baselines whose names are taken
     */
    public OtherForecasts(BacktestPlan plan, List<ForecastingMethod> baselines) {
        this.plan = plan;
        baselines.forEach(baseline -> names.add(baseline.name()));
        // Taken by the reconciled forecasts of a hierarchy.
        Arrays.stream(Way.values()).map(Way::label).forEach(names::add);
    }

    /**
     * Reads the files.
     *
     * @param err receives what is worth knowing of them
     * @throws IllegalArgumentException if one has wrong content, lacks a forecast, or has the name of another method
     */
    public List<ForecastingMethod> read(List<Path> files, PrintWriter err) throws IOException {
        List<ForecastingMethod> methods = new ArrayList<>();
        for (Path file : files) {
            methods.add(read(file, err));
        }
        return methods;
    }

    private GivenForecasts read(Path file, PrintWriter err) throws IOException {
        String name = String.valueOf(file.getFileName()).replaceFirst(ENDING, "");
        if (!names.add(name)) {
            throw new IllegalArgumentException(
                    "--forecasts: expected files whose names differ from those of the methods and of each other, but '"
                            + name + "' is taken");
        }
        try (ForecastCsv csv = ForecastCsv.open(file, plan.columns().targets(), plan.quantiles())) {
            GivenForecasts given = new GivenForecasts(name, plan, csv.hasMeans(), csv.hasQuantiles());
            csv.read(given::add);
            given.requireComplete();
            if (given.unused() > 0) {
                err.printf(
                        Locale.ROOT,
                        "%s: %s of other series or origins, or of days too far ahead, and not scored%n",
                        file,
                        Counted.of(given.unused(), "row") + (given.unused() == 1 ? " is" : " are"));
            }
            return given;
        }
    }
}
