package io.undercurrent.model.usual;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.Provenance;
import io.undercurrent.series.Columns;
import io.undercurrent.series.ForecastShape;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Forecasts each series from its own last eight weeks: by the {@link Habit} that would have forecast the last four of
 * them best, with intervals from its errors. Covariates are not used.
 */
public final class UsualModel implements ForecastModel, Serializable {

    private static final long serialVersionUID = 1;

    /** Days that it looks back. */
    public static final int WINDOW = 56;

    private static final int LONGEST_HORIZON = 28;
    private static final List<Double> QUANTILES = List.of(0.1, 0.5, 0.9);
    private static final String ID = "usual-" + WINDOW;

    private final Columns columns;
    private final int horizon;

    private UsualModel(Columns columns, int horizon) {
        this.columns = Objects.requireNonNull(columns, "columns");
        this.horizon = horizon;
    }

    /**
     *
     * @throws IllegalArgumentException if the horizon is longer than the weeks on which errors are measured
     */
    public static UsualModel of(Columns columns, int horizon) {
        if (horizon < 1 || horizon > LONGEST_HORIZON) {
            throw new IllegalArgumentException("horizon: expected 1 to " + LONGEST_HORIZON + ", the days that are"
                    + " forecast without a model, but got " + horizon);
        }
        return new UsualModel(columns, horizon);
    }

    @Override
    public String id() {
        return ID;
    }

    /** The name, for want of a file. */
    @Override
    public String checksum() {
        return HexFormat.of().formatHex(file());
    }

    /** There is no file: the name says everything. */
    @Override
    public byte[] file() {
        return ID.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Provenance provenance() {
        return Provenance.none();
    }

    @Override
    public Columns columns() {
        return columns;
    }

    @Override
    public int window() {
        return WINDOW;
    }

    @Override
    public ForecastShape shape() {
        return new ForecastShape(columns.targets(), QUANTILES, horizon);
    }

    @Override
    public int stateSize() {
        return 0;
    }

    @Override
    public Forecaster forecaster(int rows) {
        return new UsualForecaster(this, rows);
    }
}
