package io.undercurrent.evaluation.hierarchy;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.evaluation.IssuedForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A method whose forecasts are kept, for others that begin with them. */
public final class RecordedForecasts implements ForecastingMethod {

    private final ForecastingMethod method;
    private final NavigableMap<Integer, List<IssuedForecast>> byOrigin = new TreeMap<>();

    public RecordedForecasts(ForecastingMethod method) {
        this.method = Objects.requireNonNull(method, "method");
    }

    @Override
    public String name() {
        return method.name();
    }

    @Override
    public String description() {
        return method.description();
    }

    @Override
    public void forecast(BacktestPlan plan, Consumer<IssuedForecast> forecasts) {
        byOrigin.clear();
        method.forecast(plan, forecast -> {
            byOrigin.computeIfAbsent(forecast.origin(), none -> new ArrayList<>())
                    .add(forecast);
            forecasts.accept(forecast);
        });
    }

    /** What it forecast last, by origin. */
    NavigableMap<Integer, List<IssuedForecast>> byOrigin() {
        return byOrigin;
    }
}
