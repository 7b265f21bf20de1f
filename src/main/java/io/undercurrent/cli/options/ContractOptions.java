package io.undercurrent.cli.options;

import io.undercurrent.cli.files.NamesConverter;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SeriesContract;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options that state the contract of a job, named as those that {@code train} makes a model by. */
public final class ContractOptions {

    @Option(
            names = "--targets",
            paramLabel = "NAMES",
            converter = NamesConverter.class,
            description = "Values that the job forecasts, separated by commas. A model that forecasts others is refused"
                    + " (default: those of the model).")
    private List<String> targets;

    @Option(
            names = "--covariates",
            paramLabel = "NAMES",
            converter = NamesConverter.class,
            description = "Values known in advance that the job keeps. A model that reads others is refused (default:"
                    + " those of the model).")
    private List<String> covariates;

    @Option(
            names = "--quantiles",
            split = ",",
            paramLabel = "P",
            description = "Quantiles of the forecasts, ascending. A model with others is refused (default: those of the"
                    + " model).")
    private List<Double> quantiles;

    @Option(
            names = "--horizon",
            paramLabel = "DAYS",
            description = "Days of a forecast. A model with another horizon is refused (default: that of the model).")
    private Integer horizon;

    @Option(
            names = "--window",
            paramLabel = "DAYS",
            description = "Days that the job keeps of each series for a model to look back on. A model that looks back"
                    + " on more is refused (default: that of the model).")
    private Integer window;

    @Option(
            names = "--warm-up",
            paramLabel = "DAYS",
            description =
                    "Days that the job keeps of each series besides the window, for models to come: the state of a new"
                            + " model is warmed up over as many days, at least 56, and days before the first that is kept"
                            + " are unknown to it (default: ${DEFAULT-VALUE}).")
    private int warmUp = SeriesContract.USUAL_WARM_UP;

    /**
     * The contract as stated; what is not stated is that of the model, which may look back on fewer days than are kept.
     *
     * @param kept days that are kept of each series, where the job goes on with series
     * @throws IllegalArgumentException if the model does not fit it, with all differences, or if it is none
     */
    public SeriesContract contract(ForecastModel model, TimeLimits limits, OptionalInt kept) {
        int days = window == null ? Math.max(model.window(), kept.orElse(0)) : window;
        if (days < 1) {
            throw new IllegalArgumentException("--window: expected at least 1 day, but got " + days);
        }
        if (warmUp < SeriesContract.USUAL_WARM_UP) {
            throw new IllegalArgumentException(
                    "--warm-up: expected at least " + SeriesContract.USUAL_WARM_UP + " days, but got " + warmUp);
        }
        SeriesContract contract = new SeriesContract(
                new Columns(
                        targets == null ? model.columns().targets() : targets,
                        covariates == null ? model.columns().covariates() : covariates),
                quantiles == null ? model.shape().quantiles() : quantiles,
                horizon == null ? model.shape().horizon() : horizon,
                days,
                limits.lateness(days),
                warmUp);
        model.requireFit(contract);
        return contract;
    }
}
