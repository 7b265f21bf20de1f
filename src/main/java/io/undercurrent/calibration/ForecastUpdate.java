package io.undercurrent.calibration;

import java.util.List;
import java.util.Objects;

/** A change of the forecasts of a series. */
public sealed interface ForecastUpdate {

    /** The series. */
    String key();

    /**
     * The forecasts after a change of a window: one from each origin that the change may have affected, with the
     * outcome of the origin's day. All origins after the first one are included, so that they are recomputed together.
     *
     * @param earlier name of the model that forecasts are by which an earlier release kept without a name
     * @param openFrom the first day that may still change
     * @param changedFrom the first day whose value changed; later than the newest day if none did
     * @param origins oldest first
     */
    record Made(String key, String earlier, int openFrom, int changedFrom, List<Origin> origins)
            implements ForecastUpdate {

        public Made {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(earlier, "earlier");
            Objects.requireNonNull(origins, "origins");
        }
    }

    /** The series had no reading for so long that it is forgotten; receivers must clear its state. */
    record Forgotten(String key) implements ForecastUpdate {

        public Forgotten {
            Objects.requireNonNull(key, "key");
        }
    }

    /**
     * A forecast with the outcome of its origin's day.
     *
     * @param speaker the model that the forecast is by
     */
    record Origin(OriginForecast forecast, Outcome outcome, Speaker speaker) {}
}
