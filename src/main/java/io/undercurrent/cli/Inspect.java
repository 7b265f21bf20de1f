package io.undercurrent.cli;

import io.undercurrent.cli.training.HolidayText;
import io.undercurrent.cli.training.KindText;
import io.undercurrent.cli.training.MonthText;
import io.undercurrent.engine.window.StepPlanner;
import io.undercurrent.evaluation.MemoryProfile;
import io.undercurrent.format.Counted;
import io.undercurrent.format.csv.CsvList;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Predecessor;
import io.undercurrent.model.Provenance;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.imported.ImportedModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code undercurrent inspect}: shows the contents of a model file. */
@Command(
        name = "inspect",
        description = "Shows what a model consists of, where it came from and how fast it forgets.",
        footerHeading = "%nExample:%n",
        footer = {"  undercurrent inspect stores.safetensors", ""})
final class Inspect implements Callable<Integer> {

    private static final int[] AGES = {1, 2, 7, 14, 28, 56};
    private static final int BAR = 40;

    /** The share of what a day says at first below which it counts as forgotten. */
    private static final double FORGOTTEN = 0.01;

    @Spec
    private CommandSpec command;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A model file written by 'undercurrent train' or 'undercurrent import'.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        ForecastModel model = ModelFile.read(file);
        PrintWriter out = command.commandLine().getOut();
        describe(model, out);
        if (model instanceof RecurrentModel recurrent) {
            describeNetworks(recurrent, out);
        } else if (model instanceof ImportedModel imported) {
            out.printf(Locale.ROOT, "%n%s", imported.network().summary());
        }
        if (model instanceof ImportedModel) {
            describeImport(model.provenance(), out);
        } else {
            describeOrigin(model.provenance(), model.columns().targets(), out);
        }
        describeMemory(model, out);
        out.flush();
        return 0;
    }

    private static void describe(ForecastModel model, PrintWriter out) {
        Columns columns = model.columns();
        out.printf(Locale.ROOT, "Model %s%n", model.id());
        out.printf(Locale.ROOT, "  targets     %s%n", CsvList.write(columns.targets()));
        out.printf(Locale.ROOT, "  covariates  %s%n", columns.covariates().isEmpty() ? "none" : covariates(model));
        HolidayText.of(model).forEach(line -> out.println("  holidays    " + line));
        if (model instanceof RecurrentModel recurrent) {
            KindText.of(recurrent).forEach(line -> out.println("  static      " + line));
            MonthText.of(recurrent).forEach(line -> out.println("  months      " + line));
            out.printf(Locale.ROOT, "  corrects    %s%n", baselines(recurrent));
        }
        out.printf(Locale.ROOT, "  window      %d days%n", model.window());
        out.printf(Locale.ROOT, "  horizon     %s%n", Counted.of(model.shape().horizon(), "day"));
        out.printf(Locale.ROOT, "  quantiles   %s%n", model.shape().quantiles());
    }

    private static void describeNetworks(RecurrentModel model, PrintWriter out) {
        model.networks().forEach((name, network) -> out.printf(Locale.ROOT, "%n%s%n%s", name, network.summary()));
        int parameters = model.networks().values().stream()
                .mapToInt(network -> network.parameterCount())
                .sum();
        out.printf(Locale.ROOT, "%nAll networks together: %,d parameters%n", parameters);
    }

    private static String baselines(RecurrentModel model) {
        ModelSpec spec = model.spec();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < spec.baselines().size(); i++) {
            names.add(spec.columns().targets().get(i) + ": "
                    + spec.baselines().get(i).name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + (model.isBaseline(i) ? " (adds nothing: the forecasts are those of the baseline)" : ""));
        }
        return String.join(", ", names);
    }

    private static String covariates(ForecastModel model) {
        List<String> names = new ArrayList<>(model.columns().covariates());
        if (model instanceof RecurrentModel recurrent) {
            for (int i = 0; i < names.size(); i++) {
                names.set(i, names.get(i) + (recurrent.spec().flags().get(i) ? " (flag)" : ""));
            }
        }
        return String.join(", ", names);
    }

    private static void describeOrigin(Provenance provenance, List<String> targets, PrintWriter out) {
        out.printf(Locale.ROOT, "%nTrained by Undercurrent %s%n", provenance.version());
        out.printf(
                Locale.ROOT,
                "  data        %s: %,d series, %,d readings, %s to %s%n",
                provenance.data(),
                provenance.series(),
                provenance.readings(),
                provenance.from(),
                provenance.until());
        out.printf(Locale.ROOT, "  options     %s%n", options(provenance));
        out.printf(Locale.ROOT, "  seed        %d%n", provenance.seed());
        out.printf(
                Locale.ROOT,
                "  validation  pinball loss %.4f scales after %s%n",
                provenance.validationLoss(),
                Counted.of(provenance.steps(), "step"));
        for (int target = 0; target < provenance.heldBackErrors().size(); target++) {
            out.printf(
                    Locale.ROOT,
                    "  error       %s: %.3f of its mean change from one week to the next, on the days held back%n",
                    targets.get(target),
                    provenance.heldBackErrors().get(target));
        }
        for (Predecessor before : provenance.predecessors()) {
            out.printf(
                    Locale.ROOT,
                    "  after       %s: %s, %s to %s, pinball loss %.4f after %s%n",
                    before.model(),
                    before.data(),
                    before.from(),
                    before.until(),
                    before.validationLoss(),
                    Counted.of(before.steps(), "step"));
        }
    }

    private static void describeImport(Provenance provenance, PrintWriter out) {
        out.printf(Locale.ROOT, "%nImported by Undercurrent %s%n", provenance.version());
        out.printf(Locale.ROOT, "  from        %s%n", provenance.data());
        out.printf(Locale.ROOT, "  options     %s%n", options(provenance));
    }

    private static String options(Provenance provenance) {
        StringBuilder text = new StringBuilder();
        provenance
                .options()
                .forEach((name, value) -> text.append(text.isEmpty() ? "" : " ")
                        .append(name)
                        .append(' ')
                        .append(value));
        return text.isEmpty() ? "defaults" : text.toString();
    }

    private static void describeMemory(ForecastModel model, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%nHow fast it forgets: change of the median forecast when a past reading is one scale higher, in scales%n");
        out.printf(Locale.ROOT, "  days ago   by the state   in all%n");
        List<MemoryProfile> profiles = MemoryProfile.measure(model, AGES);
        for (MemoryProfile profile : profiles) {
            String bar = "█".repeat((int) Math.min(BAR, Math.round(profile.carried() * 2 * BAR)));
            out.printf(
                    Locale.ROOT,
                    "  %8d   %12.4f   %6.4f  %s%n",
                    profile.age(),
                    profile.carried(),
                    profile.total(),
                    bar);
        }
        out.println(forgotten(profiles));
    }

    /** When the state has forgotten a day, as far as it matters to a change of model. */
    private static String forgotten(List<MemoryProfile> profiles) {
        double newest = profiles.get(0).carried();
        String when = profiles.stream()
                .filter(profile -> profile.carried() <= FORGOTTEN * newest)
                .findFirst()
                .map(profile -> "After " + profile.age() + " days the state keeps less than 1 % of what a day said")
                .orElse("After " + AGES[AGES.length - 1] + " days the state keeps more than 1 % of what a day said");
        return when + ". A job that changes over to this model warms up its state over " + StepPlanner.WARM_UP_DAYS
                + " days, or over as many as its --warm-up says.";
    }
}
