package io.undercurrent.cli.view;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.BacktestResult;
import io.undercurrent.evaluation.BacktestResult.MethodScores;
import io.undercurrent.evaluation.Origins;
import io.undercurrent.evaluation.metric.Comparison;
import io.undercurrent.evaluation.metric.PairedDifference;
import io.undercurrent.evaluation.metric.Scores;
import io.undercurrent.evaluation.report.ScoreNotes;
import io.undercurrent.evaluation.report.ScoreText;
import io.undercurrent.evaluation.report.TestedModel;
import io.undercurrent.format.Counted;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A backtest on the terminal: what is about to be done, and the tables of what came out. */
public final class BacktestView {

    /** Lead times that a table has room for. */
    private static final int[] LEADS = {1, 2, 3, 4, 5, 6, 7, 14, 21, 28, 42, 56, 84, 112, 182, 364};

    private static final int MOST_LEADS = 9;

    private final PrintWriter out;

    /**
     * @param out receives the text
     */
    public BacktestView(PrintWriter out) {
        this.out = out;
    }

    /**
     * Shows what is about to be done.
     *
     * @param file name of the data
     */
    public void showPlan(BacktestPlan plan, TestedModel model, String file) {
        Origins origins = plan.origins();
        out.printf(
                Locale.ROOT,
                "Backtest of %s on %s: %,d series, %s, %s ahead%n",
                model.id(),
                file,
                plan.histories().size(),
                origins.count() == 1
                        ? "from " + LocalDate.ofEpochDay(origins.first())
                        : String.format(
                                Locale.ROOT,
                                "%,d origins from %s to %s",
                                origins.count(),
                                LocalDate.ofEpochDay(origins.first()),
                                LocalDate.ofEpochDay(origins.days().max().orElseThrow())),
                Counted.of(plan.horizon(), "day"));
        model.warning(origins).ifPresent(out::println);
        out.flush();
    }

    /** Shows the tables. */
    public void showScores(BacktestResult result) {
        List<String> targets = result.plan().columns().targets();
        if (targets.size() == 1) {
            showTables(result, MethodScores::overall, "");
            showDifferences(result, 0, "");
        } else {
            showSummary(result, MethodScores::overall, ", mean over the targets");
            for (int i = 0; i < targets.size(); i++) {
                int target = i;
                showTables(result, method -> method.byTarget().get(target), " of " + targets.get(i));
                showDifferences(result, target, " of " + targets.get(i));
            }
        }
        showNotes(result);
        out.flush();
    }

    /** Shows how good the forecasts of each level of a hierarchy are; nothing where there is none. */
    public void showLevels(BacktestResult result) {
        if (!result.model().byLevel().isEmpty()) {
            showByLevel(result, "MASE", Scores::mase);
            showByLevel(result, "RMSSE", Scores::rmsse);
            showByLevel(result, "WQL", Scores::wql);
            for (int i = 0; i < result.model().overall().coverage().size(); i++) {
                int interval = i;
                showByLevel(
                        result,
                        "Share inside "
                                + percent(result.model()
                                        .overall()
                                        .coverage()
                                        .get(i)
                                        .nominal()),
                        scores -> scores.coverage().isEmpty()
                                ? Double.NaN
                                : scores.coverage().get(interval).observed());
            }
            out.println();
            out.println("Level 0 are the bottom series; a sum is one level above the highest of its parts.");
            out.flush();
        }
    }

    private void showByLevel(BacktestResult result, String what, ToDoubleFunction<Scores> number) {
        Table table = new Table(what + " by level");
        for (MethodScores method : result.methods()) {
            table.row(method.name());
            for (int level = 0; level < method.byLevel().size(); level++) {
                Scores scores = method.byLevel().get(level);
                table.cell(
                        String.format(Locale.ROOT, "%d (%,d series)", level, scores.series()),
                        number.applyAsDouble(scores),
                        3);
            }
        }
        table.print(out);
    }

    private void showTables(BacktestResult result, Function<MethodScores, Scores> scores, String what) {
        showSummary(result, scores, what);
        showByLead(result, scores.andThen(Scores::rmseByLead), "RMSE" + what);
        showByLead(result, scores.andThen(Scores::maeByLead), "MAE" + what);
        showCoverageByLead(result, scores.apply(result.model()), what);
    }

    private void showSummary(BacktestResult result, Function<MethodScores, Scores> scores, String what) {
        Table table = new Table("Scores" + what);
        boolean weighted = !result.plan().weights().isEmpty();
        for (MethodScores method : result.methods()) {
            Scores of = scores.apply(method);
            table.row(method.name());
            table.cell("MASE", of.mase(), 3);
            table.cell("daily", of.dailyMase(), 3);
            table.cell("sMAPE", of.smape(), 2);
            table.cell("MAE", of.mae(), 3);
            table.cell("RMSE", of.rmse(), 3);
            table.cell("RMSSE", of.rmsse(), 3);
            if (weighted) {
                table.cell("WRMSSE", of.wrmsse(), 3);
            }
            table.cell("pinball", of.pinball(), 3);
            table.cell("WQL", of.wql(), 4);
            showCoverage(table, of, result.model().overall());
        }
        table.print(out);
    }

    private void showByLead(BacktestResult result, Function<MethodScores, List<Double>> errors, String what) {
        Table table = new Table(what + " by days ahead");
        List<Integer> leads = leads(result.plan().horizon());
        for (MethodScores method : result.methods()) {
            table.row(method.name());
            leads.forEach(lead ->
                    table.cell(Integer.toString(lead), errors.apply(method).get(lead - 1), 3));
        }
        table.print(out);
    }

    /** How many of the values lie inside each central interval of the model; nothing where it has none. */
    private void showCoverageByLead(BacktestResult result, Scores model, String what) {
        Table table = new Table("Model's share inside" + what + " by days ahead");
        for (Scores.Coverage coverage : model.coverage()) {
            table.row(percent(coverage.nominal()));
            leads(result.plan().horizon())
                    .forEach(lead -> table.cell(
                            Integer.toString(lead), 100 * coverage.byLead().get(lead - 1), 1));
        }
        if (!model.coverage().isEmpty()) {
            table.print(out);
        }
    }

    /** How far the errors of others exceed the model's, each with its standard error; nothing where there are no others. */
    private void showDifferences(BacktestResult result, int target, String what) {
        Table table = new Table("Error above the model's" + what);
        for (MethodScores method : result.methods()) {
            if (method != result.model()) {
                Comparison comparison = method.besideModel().get(target);
                table.row(method.name());
                showDifference(table, "MASE", comparison.mase());
                showDifference(table, "RMSSE", comparison.rmsse());
                showDifference(table, "MAE", comparison.mae());
                showDifference(table, "pinball", comparison.pinball());
            }
        }
        if (result.methods().size() > 1) {
            table.print(out);
        }
    }

    private static void showDifference(Table table, String heading, PairedDifference difference) {
        table.cell(heading, difference.mean(), 3);
        table.cell("±", difference.standardError(), 3);
    }

    private static void showCoverage(Table table, Scores scores, Scores model) {
        for (int i = 0; i < model.coverage().size(); i++) {
            double observed = scores.coverage().isEmpty()
                    ? Double.NaN
                    : scores.coverage().get(i).observed();
            table.cell(percent(model.coverage().get(i).nominal()) + " in", 100 * observed, 1);
        }
    }

    private static List<Integer> leads(int horizon) {
        List<Integer> leads = new ArrayList<>(
                IntStream.of(LEADS).filter(lead -> lead < horizon).boxed().toList());
        leads.add(horizon);
        while (leads.size() > MOST_LEADS) {
            // The days of the first week are the ones that can be spared.
            leads.remove(leads.size() > MOST_LEADS + 3 ? 3 : leads.size() / 2);
        }
        return leads;
    }

    /** 80% or 97.5%: no more digits than the share has. */
    private static String percent(double share) {
        return (Math.round(share * 1000) / 10.0 + "%").replace(".0%", "%");
    }

    private void showNotes(BacktestResult result) {
        Scores scores = result.model().overall();
        out.printf(
                Locale.ROOT,
                "%nOver %,d values of %,d series. MAE and RMSE are means over the days ahead; 'in' is the share of days inside%n"
                        + "a central interval. A baseline without quantiles of its own gets them from its errors before the first origin.%n"
                        + "'daily' is MASE in the scale of one day. ± is the standard error of a difference: of MASE and RMSSE over the%n"
                        + "series, of MAE and pinball over the origins.%n",
                scores.values(),
                scores.series());
        ScoreNotes.of(result).forEach(out::println);
    }

    /** Rows of numbers under one heading each. */
    private static final class Table {

        private final String title;
        private final List<String> headings = new ArrayList<>();
        private final List<List<String>> rows = new ArrayList<>();

        Table(String title) {
            this.title = title;
        }

        void row(String name) {
            rows.add(new ArrayList<>(List.of(name)));
        }

        void cell(String heading, double value, int digits) {
            List<String> row = rows.get(rows.size() - 1);
            if (row.size() > headings.size()) {
                headings.add(heading);
            }
            row.add(ScoreText.number(value, digits));
        }

        void print(PrintWriter out) {
            List<List<String>> lines = new ArrayList<>();
            List<String> head = new ArrayList<>(List.of(title));
            head.addAll(headings);
            lines.add(head);
            lines.addAll(rows);
            out.println();
            int[] widths = IntStream.rangeClosed(0, headings.size())
                    .map(i -> lines.stream()
                            .filter(line -> line.size() > i)
                            .mapToInt(line -> line.get(i).length())
                            .max()
                            .orElseThrow())
                    .toArray();
            for (List<String> line : lines) {
                StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-" + widths[0] + "s", line.get(0)));
                for (int i = 1; i < line.size(); i++) {
                    text.append(String.format(Locale.ROOT, "  %" + widths[i] + "s", line.get(i)));
                }
                out.println(text);
            }
        }
    }
}
