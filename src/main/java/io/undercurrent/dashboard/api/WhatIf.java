package io.undercurrent.dashboard.api;

import io.undercurrent.dashboard.api.form.Answer;
import io.undercurrent.dashboard.api.form.Parameters;
import io.undercurrent.dashboard.outlook.Outlooks;
import io.undercurrent.dashboard.outlook.RawForecast;
import io.undercurrent.dashboard.state.SeriesState;
import io.undercurrent.dashboard.state.TargetForecast;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /api/series/{key}/forecast}: what the newest forecast would be under other covariates of the days ahead. */
final class WhatIf {

    private final SeriesForecast forecasts;
    private final Optional<Outlooks> outlooks;

    /**
     * @param outlooks none if the server has no model
     */
    WhatIf(SeriesForecast forecasts, Optional<Outlooks> outlooks) {
        this.forecasts = forecasts;
        this.outlooks = outlooks;
    }

    Answer answer(SeriesState series, Parameters given, byte[] body) {
        Map<String, TargetForecast> issued = forecasts.find(series, given.only("target"));
        OwnForecast own = OwnForecast.of(outlooks, series.key(), issued);
        List<String> names = own.outlooks().columns().covariates();
        double[][] assumed = Assumptions.read(body, names, own.outlook().origin(), own.announced());
        RawForecast other = own.outlooks().forecast(own.outlook(), assumed);
        Map<String, TargetForecast> changed = new LinkedHashMap<>();
        issued.forEach((name, forecast) -> {
            int target = own.target(name, forecast);
            if (target >= 0) {
                changed.put(name, own.under(other, forecast, target));
            }
        });
        return forecasts.answer(series.key(), byName(names, assumed), changed, Map.of());
    }

    private static Map<String, List<Double>> byName(List<String> names, double[][] values) {
        Map<String, List<Double>> covariates = new LinkedHashMap<>();
        for (int covariate = 0; covariate < names.size(); covariate++) {
            List<Double> days = new ArrayList<>();
            for (double value : values[covariate]) {
                days.add(Scores.known(value));
            }
            covariates.put(names.get(covariate), days);
        }
        return covariates;
    }
}
