package io.undercurrent.stream;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.ModelSpec;
import io.undercurrent.series.Columns;
import java.util.List;

/** Small models with random weights: two targets, one covariate, 14 days back and 5 ahead. */
final class TestModels {

    static final Columns COLUMNS = new Columns(List.of("temperature", "sales"), List.of("promotion"));
    static final int WINDOW = 14;
    static final int HORIZON = 5;

    private TestModels() {}

    static ForecastModel of(ModelSpec.Cell cell) {
        return ForecastModel.untrained(
                new ModelSpec(COLUMNS, List.of(true), WINDOW, HORIZON, List.of(0.1, 0.5, 0.9), cell, 8, 2, 6), 17);
    }
}
