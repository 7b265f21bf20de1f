package io.undercurrent.model;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How a model was made. Holds nothing that differs between two runs of the same training, so that their files are
 * equal.
 *
 * @param data name of the file with the readings
 * @param series number of series trained on
 * @param readings number of days with a reading trained on
 * @param from first day trained on, as YYYY-MM-DD; - if there is none
 * @param until last day trained on, likewise
 * @param options the options of the training, in the order given
 * @param seed of every random choice
 * @param version of the product
 * @param steps number of optimiser steps up to the weights that were kept
 * @param validationLoss pinball loss of the weights kept, in scales of the series
 * @param predecessors the models that trainings before this one ended with, the oldest first; empty where the training
 *     began with random weights
 * @param heldBackErrors by target the mean absolute error of the median on days that were held back from training, each error divided by
 *     the mean absolute change of its series from one week to the next over eight weeks; NaN where there is none, and empty where nobody
 *     measured it
 */
public record Provenance(
        String data,
        int series,
        long readings,
        String from,
        String until,
        Map<String, String> options,
        long seed,
        String version,
        int steps,
        double validationLoss,
        List<Predecessor> predecessors,
        List<Double> heldBackErrors) {

    private static final String NONE = "-";

    public Provenance {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(version, "version");
        requireDay("from", from);
        requireDay("until", until);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        predecessors = List.copyOf(predecessors);
        heldBackErrors = List.copyOf(heldBackErrors);
    }

    /** Provenance of a model whose errors nobody measured. */
    public Provenance(
            String data,
            int series,
            long readings,
            String from,
            String until,
            Map<String, String> options,
            long seed,
            String version,
            int steps,
            double validationLoss,
            List<Predecessor> predecessors) {
        this(
                data,
                series,
                readings,
                from,
                until,
                options,
                seed,
                version,
                steps,
                validationLoss,
                predecessors,
                List.of());
    }

    /** The same of a model with these errors on the days held back, by target. */
    public Provenance withHeldBackErrors(List<Double> errors) {
        return new Provenance(
                data,
                series,
                readings,
                from,
                until,
                options,
                seed,
                version,
                steps,
                validationLoss,
                predecessors,
                errors);
    }

    private static void requireDay(String name, String day) {
        if (!day.equals(NONE)) {
            try {
                LocalDate.parse(day);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        name + ": expected a day as YYYY-MM-DD, or -, but got '" + day + "'", e);
            }
        }
    }

    /** The last day trained on, counted from 1970-01-01; empty for a model that was not trained. */
    public OptionalInt lastDay() {
        return until.equals(NONE)
                ? OptionalInt.empty()
                : OptionalInt.of(Math.toIntExact(LocalDate.parse(until).toEpochDay()));
    }

    /** Number of trainings that led to the model, each but the first from the weights of the one before. */
    public int generation() {
        return predecessors.size() + 1;
    }

    /**
     * The same of a training that began with the weights of {@code model}.
     *
     * @param before provenance of that model
     */
    public Provenance after(String model, Provenance before) {
        List<Predecessor> all = new ArrayList<>(before.predecessors);
        all.add(new Predecessor(model, before.data, before.from, before.until, before.steps, before.validationLoss));
        return new Provenance(
                data,
                series,
                readings,
                from,
                until,
                options,
                seed,
                version,
                steps,
                validationLoss,
                all,
                heldBackErrors);
    }

    /** Provenance of a model with random weights, for tests and benchmarks. */
    public static Provenance untrained(long seed) {
        return new Provenance("none", 0, 0, NONE, NONE, Map.of(), seed, "untrained", 0, Double.NaN, List.of());
    }

    /** Provenance of a model without training, which uses only the series at hand. */
    public static Provenance none() {
        return new Provenance("none", 0, 0, NONE, NONE, Map.of(), 0, "none", 0, Double.NaN, List.of());
    }

    /** Provenance of an imported network: only its file is known. */
    public static Provenance imported(String file, Map<String, String> options, String version) {
        return new Provenance(file, 0, 0, NONE, NONE, options, 0, version, 0, Double.NaN, List.of());
    }
}
