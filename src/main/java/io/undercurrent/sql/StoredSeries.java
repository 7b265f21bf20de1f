package io.undercurrent.sql;

import io.undercurrent.engine.SeriesState;
import io.undercurrent.engine.step.SeriesStates;
import io.undercurrent.engine.step.StateOwner;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.stream.layout.SlidingWindowLayout;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.state.StateOrigin;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The state of a series as Flink keeps it: as it is on the heap, elsewhere as {@link SeriesBytes}. Public for the code that
 * Flink generates.
 *
 * @param origin what the state was made with
 */
public record StoredSeries(StateOrigin origin, SeriesState<ParsedReading> state) {

    /** Why a query cannot go on with this state, whose own would have another origin; empty if it can. */
    Optional<String> refusal(StateOrigin query) {
        return query.refusal(origin).or(() -> unnamed(query));
    }

    /** Earlier releases did not say whose hidden states are: those of the model that was there then. */
    private Optional<String> unnamed(StateOrigin query) {
        SeriesStates states = state.contents().states();
        boolean any = IntStream.range(0, states.size())
                .anyMatch(position -> states.owner(position).equals(StateOwner.UNNAMED));
        return any && !origin.network().equals(query.network())
                ? Optional.of("model " + query.network() + " fits the contract of the stored series, but their hidden"
                        + " states are those of model " + origin.network() + ", and of an earlier release")
                : Optional.empty();
    }

    /** A state that changes independently of this one. */
    StoredSeries copy() {
        SeriesState.Contents<ParsedReading> contents = state.contents();
        SlidingWindow window = contents.window();
        return new StoredSeries(
                origin,
                SeriesState.restore(
                        state.key(),
                        new SeriesState.Contents<>(
                                window == null ? null : SlidingWindowLayout.SLIDING_WINDOW.copy(window),
                                contents.jump(),
                                contents.held(),
                                contents.waiting(),
                                contents.end(),
                                contents.alarms(),
                                contents.states().copy(),
                                contents.forecasts() == null
                                        ? null
                                        : contents.forecasts().copy())));
    }
}
