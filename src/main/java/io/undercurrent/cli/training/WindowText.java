package io.undercurrent.cli.training;

import io.undercurrent.training.WindowChoice;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says which window was chosen, and why. */
public final class WindowText {

    private WindowText() {}

    /** One line. */
    public static String of(WindowChoice choice) {
        List<WindowChoice.Candidate> candidates = choice.candidates();
        if (candidates.size() == 1) {
            return "Window: " + choice.window()
                    + " days, as there are too few days to learn from for a window that sees a year";
        }
        return "Window: " + choice.window()
                + " days. Baselines by window, mean error on the newest " + choice.days()
                + " days in mean distances from the mean of a series: "
                + candidates.stream()
                        .map(candidate ->
                                String.format(Locale.ROOT, "%d days %.3f", candidate.window(), candidate.error()))
                        .collect(Collectors.joining(", "));
    }
}
