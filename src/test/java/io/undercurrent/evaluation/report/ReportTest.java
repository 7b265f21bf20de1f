package io.undercurrent.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undercurrent.evaluation.BacktestListener;
import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.BacktestResult;
import io.undercurrent.evaluation.BacktestRun;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.evaluation.Origins;
import io.undercurrent.evaluation.TestSeries;
import io.undercurrent.evaluation.baseline.Baselines;
import io.undercurrent.evaluation.metric.Comparison;
import io.undercurrent.evaluation.metric.Scores;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOSTILE = "</script><img src=x onerror='alert(1)'>&\"";

    /** Trained until the first origin. */
    private static final TestedModel MODEL = new TestedModel("gru48@1f3c9a", "2025-03-02");

    @TempDir
    private Path folder;

    /** The first baseline in the place of the model: what is reported is the same whoever made the forecasts. */
    private static BacktestResult result(BacktestPlan plan) {
        List<ForecastingMethod> methods = Baselines.ofSingleSeries();
        return new BacktestRun(plan, BacktestListener.SILENT).compare(methods.get(0), methods.subList(1, 4));
    }

    private static BacktestPlan plan(List<History> histories, Map<String, Double> weights) {
        int first = TestSeries.FIRST_DAY + 60;
        return new BacktestPlan(
                TestSeries.COLUMNS, List.of(0.1, 0.5, 0.9), 7, new Origins(first, first + 14, 7), histories, weights);
    }

    private static BacktestResult result(String prefix) {
        return result(plan(
                TestSeries.stores(3, 90, 0.05, 1).stream()
                        .map(store ->
                                new History(prefix + store.key(), store.firstDay(), store.columns(), store.values()))
                        .toList(),
                Map.of()));
    }

    @Test
    void jsonHoldsTheScoresUnderTheirNames() throws IOException {
        List<History> histories = TestSeries.stores(2, 90, 0.05, 1);
        BacktestResult result = result(plan(histories, Map.of("store-0", 0.4, "store-1", 0.6)));
        Path file = folder.resolve("scores.json");
        BacktestJson.write(result, MODEL, file);
        JsonNode root = JSON.readTree(Files.readString(file));
        assertEquals("2025-03-02", root.at("/plan/from").asText());
        assertEquals(3, root.at("/plan/origins").asInt());
        assertEquals(6, root.at("/plan/forecasts").asInt());
        assertEquals("2025-03-02", root.at("/plan/trainedUntil").asText());
        Scores model = result.model().overall();
        assertEquals(model.mase(), root.at("/model/MASE").asDouble());
        assertEquals(model.smape(), root.at("/model/sMAPE").asDouble());
        assertEquals(model.mae(), root.at("/model/MAE").asDouble());
        assertEquals(model.rmse(), root.at("/model/RMSE").asDouble());
        assertEquals(model.wrmsse(), root.at("/model/WRMSSE").asDouble());
        assertEquals(model.pinball(), root.at("/model/pinball").asDouble());
        assertEquals(
                model.coverage().get(0).observed(),
                root.at("/model/coverage/0.8").asDouble());
        assertEquals(7, root.at("/model/byLead/RMSE").size());
        assertEquals(model.maeByLead().get(6), root.at("/model/byLead/MAE/6").asDouble());
        Scores visits = result.baselines().get(0).byTarget().get(1);
        assertEquals(
                visits.rmse(),
                root.at("/baselines/seasonal-naive/targets/visits/RMSE").asDouble());
        assertEquals(3, root.at("/baselines").size());
        assertEquals(model.dailyMase(), root.at("/model/dailyMASE").asDouble());
        assertEquals(model.wql(), root.at("/model/WQL").asDouble());
        assertEquals(0, root.at("/model/zeros").asDouble());
        Comparison besideModel = result.baselines().get(0).besideModel().get(1);
        JsonNode difference = root.at("/baselines/seasonal-naive/targets/visits/besideModel/MASE");
        assertEquals(besideModel.mase().mean(), difference.at("/difference").asDouble());
        assertEquals(
                besideModel.mase().standardError(),
                difference.at("/standardError").asDouble());
        assertEquals(2, difference.at("/series").asInt());
        assertTrue(root.at("/model/targets/visits/besideModel").isMissingNode());
        assertTrue(root.at("/forecasts").isMissingNode(), "there are none from elsewhere");
    }

    @Test
    void whatIsNotDefinedIsNullAndWhatDoesNotApplyIsAbsent() {
        double[] constant = new double[90];
        List<History> histories = List.of(new History("flat", TestSeries.FIRST_DAY, 1, constant));
        BacktestPlan plan = new BacktestPlan(
                Columns.ofTargets("sales"),
                List.of(0.5),
                7,
                new Origins(TestSeries.FIRST_DAY + 60, TestSeries.FIRST_DAY + 60, 1),
                histories,
                Map.of());
        JsonNode model = BacktestJson.of(result(plan), MODEL).get("model");
        assertTrue(model.get("MASE").isNull(), "a constant series has no scale");
        assertEquals(0, model.get("MAE").asDouble());
        assertNull(model.get("WRMSSE"));
        assertNull(model.get("targets"));
        assertEquals(0, model.get("coverage").size());
    }

    @Test
    void thePageNeedsNothingElse() throws IOException {
        Path file = folder.resolve("report.html");
        new HtmlReport(result(""), MODEL, "stores.csv").write(file);
        String page = Files.readString(file);
        String ours = page.replaceAll("(?s)<script>.*?</script>", "");
        for (String reference : List.of("src=", "href=", "url(", "@import", "http:", "https:", "//")) {
            assertFalse(ours.contains(reference), reference);
        }
        assertFalse(Pattern.compile("\\{\\{\\w+}}").matcher(ours).find(), "every place is filled");
        assertEquals(2, Pattern.compile("<script>").matcher(page).results().count());
        assertTrue(ours.contains("<tr class=\"model\">") && ours.contains("weekday-mean-8"));
        assertTrue(Pattern.compile("<td>-?\\d\\.\\d{3} ± \\d\\.\\d{3}</td>")
                .matcher(ours)
                .find());
    }

    @Test
    void thePageSaysWhenTheModelMayKnowTheDaysThatItWasTestedOn() throws IOException {
        BacktestResult result = result("");
        assertFalse(new HtmlReport(result, MODEL, "stores.csv").page().contains("was trained until"));
        assertFalse(
                new HtmlReport(result, new TestedModel(MODEL.id(), "-"), "stores.csv")
                        .page()
                        .contains("was trained until"),
                "an untrained model");
        assertTrue(new HtmlReport(result, new TestedModel(MODEL.id(), "2025-03-03"), "stores.csv")
                .page()
                .contains(
                        "The model was trained until 2025-03-03: it may know days that it is asked to forecast here."));
    }

    @Test
    void thePageSaysWhichWeightedSeriesLeaveTheWeightedScoreUndefined() throws IOException {
        List<History> histories = new ArrayList<>(TestSeries.stores(2, 90, 0.05, 1));
        double[] values = new double[90 * 3];
        for (int day = 0; day < 90; day++) {
            // Sales that never change have no scale; visits have one.
            values[3 * day] = 5;
            values[3 * day + 1] = day % 3;
        }
        histories.add(new History("flat", TestSeries.FIRST_DAY, 3, values));
        BacktestResult zero = result(plan(histories, Map.of("store-0", 0.4, "store-1", 0.6, "flat", 0.0)));
        assertFalse(new HtmlReport(zero, MODEL, "stores.csv").page().contains("is not defined"));
        BacktestResult weighted = result(plan(histories, Map.of("store-0", 0.4, "store-1", 0.5, "flat", 0.1)));
        String page = new HtmlReport(weighted, MODEL, "stores.csv").page();
        assertTrue(
                page.contains(
                        "WRMSSE of sales is not defined: weighted series without a scale, or without a value to be met: 1 of 3."));
        assertFalse(page.contains("WRMSSE of visits is not defined"));
        BacktestResult without = result(plan(histories, Map.of()));
        assertFalse(new HtmlReport(without, MODEL, "stores.csv").page().contains("is not defined"), "no weights");
    }

    @Test
    void namesFromTheDataStayText() throws IOException {
        HtmlReport report = new HtmlReport(result(HOSTILE), new TestedModel(HOSTILE, HOSTILE), HOSTILE);
        String page = report.page();
        assertFalse(page.contains("<img"), "markup from a name");
        assertTrue(page.contains(
                "<title>Backtest of &lt;/script&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;&quot;"));
        Matcher data = Pattern.compile("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>")
                .matcher(page);
        assertTrue(data.find());
        List<String> series = new ArrayList<>();
        JSON.readTree(data.group(1))
                .get("examples")
                .forEach(example -> series.add(example.get("series").asText()));
        assertEquals(3, series.size());
        assertTrue(series.stream().allMatch(key -> key.startsWith(HOSTILE)), series::toString);
    }

    @Test
    void examplesAreTheBestTheMiddleAndTheWorst() {
        BacktestResult result = result("");
        JsonNode examples = new ChartData(result).build().get("examples");
        List<Double> ranked = result.model().bySeries().stream().sorted().toList();
        List<Double> expected = List.of(ranked.get(0), ranked.get(2), ranked.get(5));
        for (int i = 0; i < 3; i++) {
            String detail = examples.get(i).get("detail").asText();
            assertTrue(detail.startsWith(String.format(Locale.ROOT, "MASE %.3f", expected.get(i))), detail);
            int past = examples.get(i).get("history").asInt();
            assertEquals(past + 1 + 7, examples.get(i).get("actual").size());
            assertEquals(7, examples.get(i).get("bands").get(0).get("upper").size());
        }
    }
}
