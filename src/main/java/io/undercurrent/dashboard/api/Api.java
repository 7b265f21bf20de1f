package io.undercurrent.dashboard.api;

import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.SeriesOrders;
import io.undercurrent.dashboard.state.SeriesState;
import java.time.InstantSource;
import java.util.List;

/** Answers requests for what the live page knows. Any number of threads may ask at the same time. */
public final class Api {

    private final Board board;
    private final SeriesListing listing;
    private final SeriesHistory history;
    private final SeriesForecast forecast;
    private final AccuracySoFar accuracy;
    private final ModelList models;

    /**
     * @param clock the age of forecasts is told by
     */
    public Api(Board board, SeriesOrders orders, InstantSource clock) {
        this.board = board;
        this.listing = new SeriesListing(board, orders);
        this.history = new SeriesHistory(board);
        this.forecast = new SeriesForecast(board, clock);
        this.accuracy = new AccuracySoFar(board);
        this.models = new ModelList(board);
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
            if (path.size() == 3 && path.get(2).equals("forecast")) {
                return forecast.answer(find(path.get(1)), parameters);
            }
        } else if (path.equals(List.of("accuracy"))) {
            return accuracy.answer(parameters);
        } else if (path.equals(List.of("models"))) {
            return models.answer(parameters);
        }
        throw new Problem(
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
