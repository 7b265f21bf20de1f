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
     * @param shadows what another model forecasts beside them for comparison, oldest first; as a rule none
     * @param endsShadow whether there is no such model any more, so that receivers must clear what they keep of it
     */
    record Made(
            String key,
            String earlier,
            int openFrom,
            int changedFrom,
            List<Origin> origins,
            List<Shadow> shadows,
            boolean endsShadow)
            implements ForecastUpdate {

        public Made {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(earlier, "earlier");
            Objects.requireNonNull(origins, "origins");
            Objects.requireNonNull(shadows, "shadows");
        }

        /** Without a shadow. */
        public Made(String key, String earlier, int openFrom, int changedFrom, List<Origin> origins) {
            this(key, earlier, openFrom, changedFrom, origins, List.of(), false);
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

    /**
     * A forecast that does not count, by a model that is stepped beside another.
     *
     * @param beside the model whose forecast from this origin counts
     */
    record Shadow(Origin made, Speaker beside) {}
}
