package io.undercurrent.model;

import java.util.Objects;

/**
 * A model whose weights a training began with.
 *
 * @param model its id
 * @param data name of the file or topic it was trained on
 * @param from first day trained on, as YYYY-MM-DD; - if there is none
 * @param until last day trained on, likewise
 * @param steps number of optimiser steps up to its weights
 * @param validationLoss pinball loss of its weights at the end of its training, in scales of the series
 */
public record Predecessor(String model, String data, String from, String until, int steps, double validationLoss) {

    public Predecessor {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
    }
}
