package io.undercurrent.evaluation.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.BacktestResult;
import io.undercurrent.evaluation.BacktestResult.MethodScores;
import io.undercurrent.evaluation.metric.Comparison;
import io.undercurrent.evaluation.metric.PairedDifference;
import io.undercurrent.evaluation.metric.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * The result of a backtest as JSON. {@code plan} says what was asked and until when the model had been trained. {@code model} and each
 * entry of {@code baselines}, and of {@code forecasts}, which were made elsewhere, hold the scores under their usual names, with
 * those of each target in {@code targets} where there are several. {@code besideModel} says by how much a method's errors exceed the
 * model's, pair by pair, with the standard error; {@code levels} holds the scores of each level of a hierarchy, the bottom first. A number that is not defined is null; a score that does not apply, such as WRMSSE without weights, is absent.
 */
public final class BacktestJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private BacktestJson() {}

    /** Creates or replaces {@code file}. */
    public static void write(BacktestResult result, TestedModel tested, Path file) throws IOException {
        Files.writeString(file, text(result, tested));
    }

    /** The content of the file. */
    public static String text(BacktestResult result, TestedModel tested) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(of(result, tested)) + "\n";
    }

    static ObjectNode of(BacktestResult result, TestedModel tested) {
        ObjectNode root = JSON.createObjectNode();
        root.set("plan", plan(result, tested));
        root.set("model", method(result, result.model()));
        ObjectNode baselines = root.putObject("baselines");
        for (MethodScores baseline : result.baselines()) {
            baselines.set(baseline.name(), method(result, baseline));
        }
        if (!result.others().isEmpty()) {
            ObjectNode others = root.putObject("forecasts");
            result.others().forEach(other -> others.set(other.name(), method(result, other)));
        }
        return root;
    }

    private static ObjectNode plan(BacktestResult result, TestedModel tested) {
        BacktestPlan plan = result.plan();
        ObjectNode node = JSON.createObjectNode();
        node.put("from", LocalDate.ofEpochDay(plan.origins().first()).toString());
        node.put("to", LocalDate.ofEpochDay(plan.origins().last()).toString());
        node.put("every", plan.origins().every());
        node.put("origins", plan.origins().count());
        node.put("horizon", plan.horizon());
        ArrayNode targets = node.putArray("targets");
        plan.columns().targets().forEach(targets::add);
        addAll(node.putArray("quantiles"), plan.quantiles());
        node.put("series", plan.histories().size());
        node.put("forecasts", plan.forecasts());
        node.put("withoutForecast", result.withoutForecast());
        node.put("trainedUntil", tested.trainedUntil());
        return node;
    }

    private static ObjectNode method(BacktestResult result, MethodScores method) {
        ObjectNode node = JSON.createObjectNode();
        node.put("description", method.description());
        boolean weighted = !result.plan().weights().isEmpty();
        node.setAll(scores(method.overall(), weighted));
        List<String> targets = result.plan().columns().targets();
        if (targets.size() > 1) {
            ObjectNode byTarget = node.putObject("targets");
            for (int target = 0; target < targets.size(); target++) {
                ObjectNode one = scores(method.byTarget().get(target), weighted);
                putBesideModel(one, method, target);
                byTarget.set(targets.get(target), one);
            }
        } else {
            putBesideModel(node, method, 0);
        }
        if (!method.byLevel().isEmpty()) {
            ArrayNode levels = node.putArray("levels");
            method.byLevel().forEach(level -> levels.add(scores(level, false)));
        }
        return node;
    }

    private static void putBesideModel(ObjectNode node, MethodScores method, int target) {
        if (!method.besideModel().isEmpty()) {
            Comparison comparison = method.besideModel().get(target);
            ObjectNode beside = node.putObject("besideModel");
            put(beside, "MASE", comparison.mase(), "series");
            put(beside, "RMSSE", comparison.rmsse(), "series");
            put(beside, "MAE", comparison.mae(), "origins");
            put(beside, "pinball", comparison.pinball(), "origins");
        }
    }

    private static void put(ObjectNode node, String name, PairedDifference difference, String pairs) {
        ObjectNode one = node.putObject(name);
        put(one, "difference", difference.mean());
        put(one, "standardError", difference.standardError());
        one.put(pairs, difference.pairs());
    }

    private static ObjectNode scores(Scores scores, boolean weighted) {
        ObjectNode node = JSON.createObjectNode();
        put(node, "MASE", scores.mase());
        put(node, "dailyMASE", scores.dailyMase());
        put(node, "sMAPE", scores.smape());
        put(node, "MAE", scores.mae());
        put(node, "RMSE", scores.rmse());
        put(node, "RMSSE", scores.rmsse());
        if (weighted) {
            put(node, "WRMSSE", scores.wrmsse());
        }
        if (!scores.calibration().isEmpty()) {
            put(node, "pinball", scores.pinball());
            put(node, "WQL", scores.wql());
            ObjectNode coverage = node.putObject("coverage");
            scores.coverage().forEach(one -> put(coverage, Double.toString(one.nominal()), one.observed()));
            ObjectNode calibration = node.putObject("calibration");
            scores.calibration().forEach(one -> put(calibration, Double.toString(one.quantile()), one.observed()));
        }
        ObjectNode byLead = node.putObject("byLead");
        addAll(byLead.putArray("RMSE"), scores.rmseByLead());
        addAll(byLead.putArray("MAE"), scores.maeByLead());
        if (!scores.coverage().isEmpty()) {
            ObjectNode coverage = byLead.putObject("coverage");
            scores.coverage().forEach(one -> addAll(coverage.putArray(Double.toString(one.nominal())), one.byLead()));
        }
        node.put("series", scores.series());
        node.put("seriesWithScale", scores.scaledSeries());
        node.put("values", scores.values());
        put(node, "zeros", scores.zeros());
        return node;
    }

    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    private static void addAll(ArrayNode node, List<Double> values) {
        for (double value : values) {
            if (Double.isFinite(value)) {
                node.add(value);
            } else {
                node.addNull();
            }
        }
    }
}
