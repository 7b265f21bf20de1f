package io.undercurrent.evaluation.metric;

/**
 * By how much a method's errors exceed the model's, pair by pair: below 0 the method is better.
 *
 * @param mase over the series
 * @param rmsse over the series
 * @param mae over the origins
 * @param pinball over the origins; without pairs where the method has no quantiles
 */
public record Comparison(
        PairedDifference mase, PairedDifference rmsse, PairedDifference mae, PairedDifference pinball) {}
