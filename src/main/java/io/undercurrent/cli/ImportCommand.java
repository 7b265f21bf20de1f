package io.undercurrent.cli;

import io.undercurrent.cli.arguments.FilesApart;
import io.undercurrent.cli.arguments.OptionPairs;
import io.undercurrent.cli.files.NamesConverter;
import io.undercurrent.cli.files.OutputFile;
import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.ImportedNetwork;
import io.undercurrent.exchange.keras.KerasImport;
import io.undercurrent.exchange.onnx.OnnxImport;
import io.undercurrent.exchange.tfjs.TfjsImport;
import io.undercurrent.model.Provenance;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.imported.ImportedModel;
import io.undercurrent.model.imported.ImportedSpec;
import io.undercurrent.nn.Network;
import io.undercurrent.series.Columns;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code undercurrent import}: a network that other software trained becomes a model. */
@Command(
        name = "import",
        description = {
            "Makes a model of a network that Keras, TensorFlow.js or PyTorch trained.",
            "Reads .keras (Keras 3, and 2 from 2.12 on), .h5 and .hdf5 (Keras 1 and 2), model.json (TensorFlow.js) and .onnx. Without --to it shows the"
                    + " network, or the parts that are not supported."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  See whether a network can be imported:",
            "    undercurrent import notebook.keras",
            "  A network that reads the last 30 days, scaled as in training, and gives the next 7:",
            "    undercurrent import notebook.keras --to temperature.safetensors \\",
            "        --targets temperature --window 30 \\",
            "        --scaling fixed --means 11.2 --deviations 7.4",
            "  The same with the options from --targets on in a file:",
            "    undercurrent import notebook.keras \\",
            "        --to temperature.safetensors @temperature.options",
            "  One that steps once a day, with its state carried:",
            "    undercurrent import sales.onnx --to sales.safetensors --targets sales \\",
            "        --covariates promotion --stateful",
            ""
        })
final class ImportCommand implements Callable<Integer> {

    /** What the model is to be that is made of the network. */
    private static final List<String> OF_MODELS = List.of(
            "--targets",
            "--covariates",
            "--inputs",
            "--window",
            "--stateful",
            "--scaling",
            "--means",
            "--deviations",
            "--gives",
            "--quantiles");

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "MODEL", description = "The file with the network.")
    private Path file;

    @Option(names = "--to", paramLabel = "FILE", description = "The model file to write.")
    private Path to;

    @Option(
            names = "--targets",
            paramLabel = "NAMES",
            converter = NamesConverter.class,
            description = "The columns that the network forecasts, separated by commas.")
    private List<String> targets;

    @Option(
            names = "--covariates",
            paramLabel = "NAMES",
            converter = NamesConverter.class,
            description = "The other columns of the readings, separated by commas.")
    private List<String> covariates = List.of();

    @Option(
            names = "--inputs",
            paramLabel = "NAMES",
            converter = NamesConverter.class,
            description = "The input columns of the network, in its order (default: targets, then covariates).")
    private List<String> inputs;

    @Option(
            names = "--window",
            paramLabel = "DAYS",
            description = "Days that the network sees (default: as many timesteps as its input has).")
    private Integer window;

    @Option(
            names = "--stateful",
            description =
                    "The network steps once a day and its state is carried; otherwise it reads the whole window each day.")
    private boolean stateful;

    @Option(
            names = "--scaling",
            paramLabel = "none|fixed|window",
            defaultValue = "none",
            description =
                    "What the values were scaled by in training: nothing, a fixed mean and deviation of each input, or those"
                            + " of each window. What comes out is scaled back (default: ${DEFAULT-VALUE}).")
    private ImportedSpec.Scaling scaling;

    @Option(
            names = "--means",
            paramLabel = "NUMBERS",
            split = ",",
            description = "With --scaling fixed: the mean of each input, separated by commas.")
    private List<Double> means = List.of();

    @Option(
            names = "--deviations",
            paramLabel = "NUMBERS",
            split = ",",
            description = "With --scaling fixed: the deviation of each input, separated by commas.")
    private List<Double> deviations = List.of();

    @Option(
            names = "--gives",
            paramLabel = "point|quantiles",
            defaultValue = "point",
            description =
                    "What comes out for each day ahead and target, days first: one value, or all quantiles. Around one value"
                            + " intervals begin with what the last value usually errs by, and the job calibrates them"
                            + " (default: ${DEFAULT-VALUE}).")
    private ImportedSpec.Output gives;

    @Option(
            names = "--quantiles",
            paramLabel = "NUMBERS",
            split = ",",
            defaultValue = "0.1,0.5,0.9",
            description = "The quantiles of the forecasts (default: ${DEFAULT-VALUE}).")
    private List<Double> quantiles;

    @Override
    public Integer call() throws IOException {
        if (to == null) {
            new OptionPairs(command).refuse(OF_MODELS, "--to with it, because without it no model is made");
        }
        FilesApart.require(command, List.of("--to"));
        if (to != null && targets == null) {
            throw new IllegalArgumentException(
                    "--targets: expected the columns that the network forecasts, but got none");
        }
        if (to != null) {
            OutputFile.prepareReplacement("--to", to);
        }
        ImportedNetwork imported = read();
        PrintWriter out = command.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "Network of %s%n%s",
                imported.source(),
                imported.network().summary());
        imported.notes().forEach(note -> out.printf(Locale.ROOT, "Note: %s%n", note));
        if (to != null) {
            ImportedModel model = model(imported.network());
            ModelFile.write(model, to);
            out.printf(Locale.ROOT, "%nWrote %s to %s%n", model.id(), to);
        }
        out.flush();
        return 0;
    }

    private ImportedNetwork read() throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".onnx")) {
                return OnnxImport.read(file);
            } else if (name.endsWith(".json")) {
                return TfjsImport.read(file);
            } else if (name.endsWith(".keras") || name.endsWith(".h5") || name.endsWith(".hdf5")) {
                return KerasImport.read(file);
            }
        } catch (ImportException refused) {
            throw refused.in(file.toString());
        }
        throw new IllegalArgumentException(
                "MODEL: expected a name that ends in .keras, .h5, .hdf5, .json or .onnx, but got " + file);
    }

    private ImportedModel model(Network network) {
        Columns columns = new Columns(targets, covariates);
        int perDay = targets.size() * (gives == ImportedSpec.Output.POINT ? 1 : quantiles.size());
        int outputs = network.outputShape().features();
        if (outputs % perDay != 0) {
            throw new IllegalArgumentException("--gives: expected a network that gives a multiple of " + perDay
                    + " values, as many for each day ahead, but this one gives " + outputs);
        }
        ImportedSpec spec = new ImportedSpec(
                columns,
                inputs == null ? columns.names() : inputs,
                scaling,
                means,
                deviations,
                windowOf(network),
                outputs / perDay,
                quantiles,
                gives,
                stateful);
        return new ImportedModel(spec, network, provenance());
    }

    private int windowOf(Network network) {
        if (window != null) {
            return window;
        }
        return network.inputShape()
                .timesteps()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "--window: expected the days that the network sees, which the file does not say, but got none"));
    }

    private Provenance provenance() {
        Map<String, String> options = new LinkedHashMap<>();
        for (var option : command.commandLine().getParseResult().matchedOptions()) {
            if (!option.longestName().equals("--to")) {
                options.put(option.longestName(), String.join(",", option.originalStringValues()));
            }
        }
        return Provenance.imported(file.getFileName().toString(), options, Undercurrent.Version.current());
    }
}
