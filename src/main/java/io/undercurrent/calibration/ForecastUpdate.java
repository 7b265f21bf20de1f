package io.undercurrent.calibration;

import java.util.List;
import java.util.Objects;

/** What became of the forecasts of a series. */
public sealed interface ForecastUpdate {

    /** The series. */
    String key();

    /**
     * What the network makes of a change of a window: a forecast from each origin that the change may have touched, and what the
     * day of the origin itself brought. No origin after the first of them is left out, so that whatever the change led to is
     * made again together.
     *
     * @param earlier name of the model that forecasts are by which an earlier release kept without a name
     * @param openFrom the first day that may still change
     * @param changedFrom the first day that has another value than before; after the newest where none has
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

    /** Nothing was read of the series for so long that it is forgotten: whoever keeps state of it clears that. */
    record Forgotten(String key) implements ForecastUpdate {

        public Forgotten {
            Objects.requireNonNull(key, "key");
        }
    }

    /**
     * A forecast with the outcome of the last day that it knew.
     *
     * @param speaker the model that the forecast is by
     */
    record Origin(OriginForecast forecast, Outcome outcome, Speaker speaker) {}
}
