package io.undercurrent.dashboard.api;

import io.undercurrent.dashboard.api.form.Parameters;
import io.undercurrent.dashboard.api.form.Problem;
import io.undercurrent.dashboard.state.Board;
import java.util.List;
import java.util.Optional;

/** The parameter {@code target}. */
final class Targets {

    private final Board board;

    Targets(Board board) {
        this.board = board;
    }

    /** The one asked for, or else the first; null while none is known. */
    String oneOf(Parameters parameters) {
        List<String> asked = allOf(parameters);
        return asked.isEmpty() ? null : asked.get(0);
    }

    /** The one asked for, or else all. */
    List<String> allOf(Parameters parameters) {
        List<String> known = board.targets();
        Optional<String> asked = parameters.text("target");
        if (asked.isEmpty()) {
            return known;
        }
        if (!known.contains(asked.get())) {
            String expected =
                    known.isEmpty() ? "none, as no target is known yet" : "one of " + String.join(", ", known);
            throw Problem.parameter("target", expected, asked.get());
        }
        return List.of(asked.get());
    }
}
