package io.undercurrent.cli.training;

import io.undercurrent.cli.files.NamesConverter;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Columns;
import io.undercurrent.training.ForecastTrainer.Architecture;
import io.undercurrent.training.WindowChoice;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a new model eats, gives and consists of. */
public final class ShapeOptions {

    /** The names of the options, and of those for holidays: what the model to go on with states itself. */
    public static final Set<String> NAMES = Set.of(
            "--targets",
            "--covariates",
            "--window",
            "--horizon",
            "--cell",
            "--units",
            "--layers",
            "--quantiles",
            "--holidays");

    @Option(
            names = "--targets",
            paramLabel = "NAMES",
            converter = NamesConverter.class,
            description =
                    "Values to forecast, required without --continue; separated by commas; put a name with a comma in double quotes.")
    private List<String> targets = List.of();

    @Option(
            names = "--covariates",
            paramLabel = "NAMES",
            converter = NamesConverter.class,
            description = "Values known in advance that help to forecast the targets.")
    private List<String> covariates = List.of();

    @Option(
            names = "--window",
            paramLabel = "DAYS",
            converter = WindowConverter.class,
            defaultValue = "auto",
            description =
                    "Days that the model looks back, or auto: chosen by how near the baselines of 56, 402, 1095, 1825 and 2920"
                            + " days come to the newest days, at most three years (default: ${DEFAULT-VALUE}). From 402 days on the model knows the"
                            + " seasons and the usual effect of flags and dates, and corrects the best of three baselines.")
    private OptionalInt window;

    @Option(names = "--horizon", paramLabel = "DAYS", description = "Days to forecast (default: ${DEFAULT-VALUE}).")
    private int horizon = 28;

    @Option(names = "--cell", paramLabel = "CELL", description = "simple-rnn, gru or lstm (default: ${DEFAULT-VALUE}).")
    private String cell = "gru";

    @Option(
            names = "--units",
            paramLabel = "N",
            description = "Units of each recurrent layer (default: ${DEFAULT-VALUE}).")
    private int units = 48;

    @Option(names = "--layers", paramLabel = "N", description = "Recurrent layers (default: ${DEFAULT-VALUE}).")
    private int layers = 1;

    @Option(
            names = "--quantiles",
            paramLabel = "P",
            split = ",",
            description =
                    "Quantiles to forecast, ascending, 0.5 among them: the median is what is scored and compared with"
                            + " the baseline (default: 0.1,0.5,0.9).")
    private List<Double> quantiles = List.of(0.1, 0.5, 0.9);

    /**
     * The columns to read.
     *
     * @throws IllegalArgumentException if there is no target
     */
    public Columns columns() {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("--targets: expected the values to forecast, but got none");
        }
        return new Columns(targets, covariates);
    }

    /** Whether the window is to be chosen. */
    public boolean choosesWindow() {
        return window.isEmpty();
    }

    /** The shape, with the shortest window where it is to be chosen. */
    public Architecture architecture() {
        return new Architecture(
                window.orElse(WindowChoice.SHORT), horizon, quantiles, ModelSpec.Cell.of(cell), units, layers);
    }
}
