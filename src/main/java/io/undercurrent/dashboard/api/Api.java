package io.undercurrent.dashboard.api;

import io.undercurrent.dashboard.api.form.Answer;
import io.undercurrent.dashboard.api.form.Parameters;
import io.undercurrent.dashboard.api.form.Problem;
import io.undercurrent.dashboard.outlook.Outlooks;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.PageData;
import io.undercurrent.dashboard.state.SeriesOrders;
import io.undercurrent.dashboard.state.SeriesState;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Answers requests for what the live page knows. Any number of threads may ask at the same time. */
public final class Api {

    private final Board board;
    private final SeriesListing listing;
    private final SeriesHistory history;
    private final SeriesForecast forecast;
    private final WhatIf whatIf;
    private final AccuracySoFar accuracy;
    private final ModelList models;
    private final ModelEventList modelEvents;
    private final AnomalyLists anomalies;

    /**
     * @param clock by which forecasts have an age
     * @param outlooks none if the server has no model
     */
    public Api(PageData data, SeriesOrders orders, InstantSource clock, Optional<Outlooks> outlooks) {
        this.board = data.board();
        this.listing = new SeriesListing(board, orders);
        this.history = new SeriesHistory(board);
        this.forecast = new SeriesForecast(board, clock, outlooks);
        this.whatIf = new WhatIf(forecast, outlooks);
        this.accuracy = new AccuracySoFar(board);
        this.models = new ModelList(board);
        this.modelEvents = new ModelEventList(data.models());
        this.anomalies = new AnomalyLists(board, data.anomalies());
    }

    /**
     * The answer to a request.
     *
     * @param path decoded, what follows {@code /api/}
     * @throws Problem if there is none
     */
    public Answer answer(List<String> path, Parameters parameters) {
        if (!path.isEmpty() && path.get(0).equals("series")) {
            if (path.size() == 1) {
                return listing.answer(parameters);
            }
            if (path.size() == 2) {
                return history.answer(find(path.get(1)), parameters);
            }
            if (takesAssumptions(path)) {
                return forecast.answer(find(path.get(1)), parameters);
            }
            if (path.size() == 3 && path.get(2).equals("anomalies")) {
                return anomalies.of(find(path.get(1)).key(), parameters);
            }
        } else if (path.equals(List.of("accuracy"))) {
            return accuracy.answer(parameters);
        } else if (path.equals(List.of("models"))) {
            return models.answer(parameters);
        } else if (path.equals(List.of("models", "events"))) {
            return modelEvents.answer(parameters);
        } else if (path.equals(List.of("anomalies"))) {
            return anomalies.all(parameters);
        }
        throw nothingAt(path);
    }

    /** Whether assumptions can be sent to a path, which has to be a series' forecast. */
    public boolean takesAssumptions(List<String> path) {
        return path.size() == 3 && path.get(0).equals("series") && path.get(2).equals("forecast");
    }

    /**
     * The forecast of a series under assumptions.
     *
     * @param path one that {@linkplain #takesAssumptions takes them}
     * @throws Problem if there is none
     */
    public Answer assume(List<String> path, Parameters parameters, byte[] body) {
        return whatIf.answer(find(path.get(1)), parameters, body);
    }

    private static Problem nothingAt(List<String> path) {
        return new Problem(
                404,
                "there is nothing at /api/" + String.join("/", path)
                        + "; a slash within a key is written as %2F, and /api/openapi.json says what there is");
    }

    private SeriesState find(String key) {
        SeriesState series = board.find(key);
        if (series == null) {
            throw Problem.noSeries(key, NearKeys.of(key, board.keys()));
        }
        return series;
    }
}
