package io.undercurrent.evaluation.report;

import io.undercurrent.evaluation.BacktestResult;
import io.undercurrent.evaluation.BacktestResult.MethodScores;
import io.undercurrent.evaluation.metric.Comparison;
import io.undercurrent.evaluation.metric.PairedDifference;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** The tables of a report that say by how much other methods' errors exceed the model's, pair by pair. */
final class DifferenceTables {

    private final BacktestResult result;

    private record Column(String heading, Function<Comparison, PairedDifference> difference) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("MASE, over series", Comparison::mase),
            new Column("RMSSE, over series", Comparison::rmsse),
            new Column("MAE, over origins", Comparison::mae),
            new Column("Pinball, over origins", Comparison::pinball));

    DifferenceTables(BacktestResult result) {
        this.result = Objects.requireNonNull(result, "result");
    }

    /** One table a target; nothing where there is no other method. */
    String html() {
        List<String> targets = result.plan().columns().targets();
        StringBuilder html = new StringBuilder();
        for (int target = 0; target < targets.size() && result.methods().size() > 1; target++) {
            if (targets.size() > 1) {
                html.append("<h3>")
                        .append(HtmlReport.escape(targets.get(target)))
                        .append("</h3>\n");
            }
            html.append(table(target));
        }
        return html.toString();
    }

    private String table(int target) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table>\n<thead><tr><th></th>");
        COLUMNS.forEach(column -> html.append("<th>").append(column.heading()).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        Stream.concat(result.baselines().stream(), result.others().stream())
                .forEach(method -> row(html, method, target));
        return html.append("</tbody>\n</table></div>\n").toString();
    }

    private static void row(StringBuilder html, MethodScores method, int target) {
        html.append("<tr><th scope=\"row\">")
                .append(HtmlReport.escape(method.name()))
                .append("</th>");
        for (Column column : COLUMNS) {
            PairedDifference difference =
                    column.difference().apply(method.besideModel().get(target));
            html.append("<td>").append(ScoreText.number(difference.mean(), 3));
            if (!Double.isNaN(difference.standardError())) {
                html.append(" ± ").append(ScoreText.number(difference.standardError(), 3));
            }
            html.append("</td>");
        }
        html.append("</tr>\n");
    }
}
