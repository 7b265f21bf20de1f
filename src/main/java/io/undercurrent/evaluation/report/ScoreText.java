package io.undercurrent.evaluation.report;

import java.util.Locale;

/** Scores as text, alike on the page and on the terminal. */
public final class ScoreText {

    private ScoreText() {}

    /**
     * A number with {@code digits} after the point and commas between thousands; a dash for NaN. What rounds to zero has no sign, which
     * would claim a difference that is not shown.
     *
     * @param digits at least 0
     */
    public static String number(double value, int digits) {
        if (Double.isNaN(value)) {
            return "–";
        }
        String text = String.format(Locale.ROOT, "%,." + digits + "f", value);
        return text.matches("-[0.]*") ? text.substring(1) : text;
    }
}
