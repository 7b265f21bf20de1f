package io.undercurrent.calibration;

import java.util.Objects;

/**
 * The model that a forecast is by.
 *
 * @param model its name
 * @param generation number of trainings that led to it; 0 where that was not told
 * @param trainedUntil last day that it was trained on, counted from 1970-01-01; its forecasts for days up to it say little of days to
 *     come
 */
public record Speaker(String model, int generation, int trainedUntil) {

    public Speaker {
        Objects.requireNonNull(model, "model");
    }
}
