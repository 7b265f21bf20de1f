package io.undercurrent.series.comparison;

import java.util.Objects;

/**
 * A day on which two models are compared.
 *
 * @param live name of the model whose forecasts count
 * @param shadow name of the model beside it
 * @param day counted from 1970-01-01
 */
public record ComparedDay(String live, String shadow, int day) implements Comparable<ComparedDay> {

    public ComparedDay {
        Objects.requireNonNull(live, "live");
        Objects.requireNonNull(shadow, "shadow");
    }

    /** Whether both are of the same two models. */
    public boolean isOfSameModelsAs(ComparedDay other) {
        return live.equals(other.live) && shadow.equals(other.shadow);
    }

    @Override
    public int compareTo(ComparedDay other) {
        if (day != other.day) {
            return Integer.compare(day, other.day);
        }
        return live.equals(other.live) ? shadow.compareTo(other.shadow) : live.compareTo(other.live);
    }
}
