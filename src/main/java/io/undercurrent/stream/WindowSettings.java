package io.undercurrent.stream;

import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SeriesContract;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the windows of a job are and which dates are believed, on the way to the tasks. */
public final class WindowSettings implements Serializable {

    private static final long serialVersionUID = 1;

    private final WindowShape shape;
    /** Null where readings may be dated any number of days ahead. */
    private final Integer ahead;
    /** Null where jumps are believed at once. */
    private final Duration confirmation;
    /** Null where series are remembered for ever. */
    private final Duration retention;

    /**
     * @param columns what readings carry
     * @param window days that a model may look back, the newest included
     * @param horizon days that the model looks ahead
     */
    public WindowSettings(Columns columns, int window, int horizon, TimeLimits limits) {
        this(new SeriesContract(columns, List.of(), horizon, window, limits.lateness(window)), limits);
    }

    /**
     * @param limits whose lateness is that of the contract
     */
    WindowSettings(SeriesContract contract, TimeLimits limits) {
        shape = WindowShape.of(contract);
        ahead = limits.ahead().isPresent() ? limits.ahead().getAsInt() : null;
        confirmation = limits.confirmation().orElse(null);
        retention = limits.retention().orElse(null);
    }

    WindowShape shape() {
        return shape;
    }

    TimeLimits limits() {
        return new TimeLimits(
                OptionalInt.of(shape.lateness()),
                ahead == null ? OptionalInt.empty() : OptionalInt.of(ahead),
                Optional.ofNullable(confirmation),
                Optional.ofNullable(retention));
    }
}
