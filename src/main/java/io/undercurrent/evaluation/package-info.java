/**
 * Measures the accuracy of models. {@link io.undercurrent.evaluation.BacktestRun} compares forecasts of known days with
 * baselines, {@link io.undercurrent.evaluation.MemoryProfile} measures how fast a model forgets. The measures are in
 * {@code metric}, the baselines in {@code baseline}, the output for people and scripts in {@code report}.
 */
package io.undercurrent.evaluation;
