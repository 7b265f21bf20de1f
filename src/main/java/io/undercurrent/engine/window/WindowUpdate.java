package io.undercurrent.engine.window;

import io.undercurrent.series.SlidingWindow;
import java.util.List;
import java.util.Objects;

/** The effect of a message on its series. */
public sealed interface WindowUpdate {

    /** The series. */
    String key();

    /**
     * The window changed. The window is passed by reference and changes with the next message: receivers must read what
     * they need before they return.
     *
     * @param changedFrom the first day whose state must be computed again; later than the newest day if only
     *     announcements for the days ahead changed
     * @param openFrom the first day that may still change
     * @param parts what each model has to do, that of the oldest origins first; as a rule there is one. Not copied
     * @param shadows what each model has to do that is stepped beside these for comparison; as a rule there is none. Not copied
     */
    record Changed(
            String key, SlidingWindow window, int changedFrom, int openFrom, List<Part> parts, List<Part> shadows)
            implements WindowUpdate {

        public Changed {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(window, "window");
            Objects.requireNonNull(parts, "parts");
            Objects.requireNonNull(shadows, "shadows");
        }

        /** Without a shadow. */
        public Changed(String key, SlidingWindow window, int changedFrom, int openFrom, List<Part> parts) {
            this(key, window, changedFrom, openFrom, parts, List.of());
        }
    }

    /**
     * What the model of a term has to do. A term whose origins may still be made again has a part, if only to keep its states.
     *
     * @param since the first day that its states know of: to the model the series begins there
     * @param runs days to step the network over, oldest first; not copied
     * @param origins forecasts to make, oldest first; none for a missing day before that of the reading. Not copied
     */
    record Part(Term term, int since, List<Run> runs, List<Origin> origins) {

        public Part {
            Objects.requireNonNull(term, "term");
            Objects.requireNonNull(runs, "runs");
            Objects.requireNonNull(origins, "origins");
        }
    }

    /** The series had no reading for so long that it is forgotten; receivers must clear its state. */
    record Forgotten(String key) implements WindowUpdate {

        public Forgotten {
            Objects.requireNonNull(key, "key");
        }
    }

    /**
     * An update of an earlier release, without a plan; {@link StepPlanner#plan} completes it.
     *
     * @param changedFrom as in {@link Changed}
     * @param firstOrigin the first day to forecast from
     * @param lastOrigin the last of them
     */
    record Unplanned(String key, SlidingWindow window, int changedFrom, int firstOrigin, int lastOrigin)
            implements WindowUpdate {

        public Unplanned {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(window, "window");
        }
    }

    /**
     * Consecutive days, each stepped from the state after the day before it. States before {@link Changed#changedFrom} still
     * hold: whoever keeps one of them begins after it.
     *
     * @param anew whether the series begins anew with the first day, from the state that all series start from
     */
    record Run(int firstDay, int lastDay, boolean anew) {}

    /**
     * A forecast to make.
     *
     * @param day the last day that it uses
     * @param restarted whether the series started again on that day, after a gap longer than the window
     */
    record Origin(int day, int revision, boolean restarted) {}
}
