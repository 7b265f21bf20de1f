package io.undercurrent.evaluation.report;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.BacktestResult;
import io.undercurrent.evaluation.BacktestResult.MethodScores;
import io.undercurrent.evaluation.Origins;
import io.undercurrent.evaluation.metric.Scores;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The result of a backtest as one page of HTML that needs nothing else, neither files nor a network: tables as they are, and
 * charts that the page draws with D3.
 */
public final class HtmlReport {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final String PALETTE = "/io/undercurrent/palette.css";
    private static final String LIBRARY = "/META-INF/resources/webjars/d3/%s/dist/d3.min.js";
    private static final String LIBRARY_VERSION = "/META-INF/maven/org.webjars.npm/d3/pom.properties";

    private final BacktestResult result;
    private final TestedModel model;
    private final String data;

    /**
     * @param data name of the data
     */
    public HtmlReport(BacktestResult result, TestedModel model, String data) {
        this.result = result;
        this.model = model;
        this.data = data;
    }

    /** Creates or replaces {@code file}. */
    public void write(Path file) throws IOException {
        Files.writeString(file, page());
    }

    String page() throws IOException {
        Map<String, String> parts = Map.of(
                "title", escape("Backtest of " + model.id()),
                "facts", escape(facts()),
                "style", resource(PALETTE) + resource("report.css"),
                "tiles", tiles(),
                "tables", tables(),
                "differences", new DifferenceTables(result).html(),
                "notes", escape(notes()),
                // Inside a script element only "<" could end it; in JSON it stands in texts alone.
                "data", new ChartData(result).build().toString().replace("<", "\\u003c"),
                "library", resource(String.format(Locale.ROOT, LIBRARY, libraryVersion())),
                "charts", resource("report.js"));
        Matcher places = PLACE.matcher(resource("report.html"));
        return places.replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    }

    /** The library's folder is named after its version, which the build decides. */
    private static String libraryVersion() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(resource(LIBRARY_VERSION)));
        return properties.getProperty("version");
    }

    private static String resource(String name) throws IOException {
        try (InputStream bytes = HtmlReport.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IOException("the resource " + name + " is missing from the class path");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private String facts() {
        BacktestPlan plan = result.plan();
        Origins origins = plan.origins();
        LocalDate first = LocalDate.ofEpochDay(origins.first());
        LocalDate last = LocalDate.ofEpochDay(origins.days().max().orElseThrow());
        return String.format(
                Locale.ROOT,
                "%s: %,d series, %s, %s ahead, %s",
                data,
                plan.histories().size(),
                origins.count() == 1
                        ? "forecast from " + first
                        : String.format(Locale.ROOT, "%,d origins from %s to %s", origins.count(), first, last),
                plan.horizon() == 1 ? "1 day" : plan.horizon() + " days",
                String.join(", ", plan.columns().targets()));
    }

    private String tiles() {
        StringBuilder html = new StringBuilder();
        Scores scores = result.model().overall();
        html.append(tile(ScoreText.number(scores.mase(), 3), "MASE" + besides(Scores::mase, 3)));
        html.append(tile(ScoreText.number(scores.rmse(), 3), "RMSE" + besides(Scores::rmse, 3)));
        if (!result.plan().weights().isEmpty()) {
            html.append(tile(ScoreText.number(scores.wrmsse(), 3), "WRMSSE" + besides(Scores::wrmsse, 3)));
        }
        for (Scores.Coverage coverage : scores.coverage()) {
            html.append(tile(
                    ScoreText.number(100 * coverage.observed(), 1) + " %",
                    "of days inside the " + percent(coverage.nominal()) + " interval"));
        }
        return html.toString();
    }

    private String besides(ToDoubleFunction<Scores> score, int digits) {
        return result.baselines().stream()
                .filter(method -> !Double.isNaN(score.applyAsDouble(method.overall())))
                .min((a, b) -> Double.compare(score.applyAsDouble(a.overall()), score.applyAsDouble(b.overall())))
                .map(best -> ", best baseline " + ScoreText.number(score.applyAsDouble(best.overall()), digits) + " ("
                        + best.name() + ")")
                .orElse("");
    }

    private static String tile(String value, String text) {
        return "<div class=\"tile\"><b>" + escape(value) + "</b><span>" + escape(text) + "</span></div>\n";
    }

    private String tables() {
        List<String> targets = result.plan().columns().targets();
        if (targets.size() == 1) {
            return table(MethodScores::overall);
        }
        StringBuilder html = new StringBuilder("<h3>Mean over the targets</h3>\n").append(table(MethodScores::overall));
        for (int i = 0; i < targets.size(); i++) {
            int target = i;
            html.append("<h3>")
                    .append(escape(targets.get(i)))
                    .append("</h3>\n")
                    .append(table(method -> method.byTarget().get(target)));
        }
        return html.toString();
    }

    /** One column of a table; {@code best} tells from 0 up how far a value is from what it should be. */
    private record Column(
            String heading, int digits, ToDoubleFunction<Scores> value, ToDoubleFunction<Scores> distance) {

        static Column error(String heading, int digits, ToDoubleFunction<Scores> value) {
            return new Column(heading, digits, value, value);
        }
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.error("MASE", 3, Scores::mase),
                Column.error("Daily MASE", 3, Scores::dailyMase),
                Column.error("sMAPE", 2, Scores::smape),
                Column.error("MAE", 3, Scores::mae),
                Column.error("RMSE", 3, Scores::rmse),
                Column.error("RMSSE", 3, Scores::rmsse)));
        if (!result.plan().weights().isEmpty()) {
            columns.add(Column.error("WRMSSE", 3, Scores::wrmsse));
        }
        columns.add(Column.error("Pinball", 3, Scores::pinball));
        columns.add(Column.error("WQL", 4, Scores::wql));
        List<Scores.Coverage> intervals = result.model().overall().coverage();
        for (int i = 0; i < intervals.size(); i++) {
            int interval = i;
            double nominal = intervals.get(i).nominal();
            ToDoubleFunction<Scores> observed = scores -> scores.coverage().isEmpty()
                    ? Double.NaN
                    : scores.coverage().get(interval).observed();
            columns.add(new Column(
                    "In " + percent(nominal),
                    1,
                    scores -> 100 * observed.applyAsDouble(scores),
                    scores -> Math.abs(observed.applyAsDouble(scores) - nominal)));
        }
        return columns;
    }

    private String table(Function<MethodScores, Scores> scores) {
        List<Column> columns = columns();
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table>\n<thead><tr><th></th>");
        columns.forEach(
                column -> html.append("<th>").append(escape(column.heading())).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (MethodScores method : result.methods()) {
            html.append(method == result.model() ? "<tr class=\"model\">" : "<tr>");
            html.append("<th scope=\"row\">").append(escape(method.name()));
            html.append("<small>").append(escape(method.description())).append("</small></th>");
            for (Column column : columns) {
                double best = result.methods().stream()
                        .mapToDouble(other -> column.distance().applyAsDouble(scores.apply(other)))
                        .filter(value -> !Double.isNaN(value))
                        .min()
                        .orElse(Double.NaN);
                Scores of = scores.apply(method);
                html.append(column.distance().applyAsDouble(of) == best ? "<td class=\"best\">" : "<td>")
                        .append(ScoreText.number(column.value().applyAsDouble(of), column.digits()))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody>\n</table></div>\n").toString();
    }

    private String notes() {
        Scores scores = result.model().overall();
        List<String> notes = new ArrayList<>();
        notes.add(String.format(
                Locale.ROOT,
                "Over %,d values of %,d series; the best of each column in bold. A baseline without quantiles of its own gets them"
                        + " from its errors before the first origin.",
                scores.values(),
                scores.series()));
        notes.addAll(ScoreNotes.of(result));
        model.warning(result.plan().origins()).ifPresent(notes::add);
        return String.join(" ", notes);
    }

    private static String percent(double share) {
        return (Math.round(share * 1000) / 10.0 + " %").replace(".0 %", " %");
    }
}
