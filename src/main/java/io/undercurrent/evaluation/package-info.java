/**
 * What a trained model is worth and how it behaves, measured: the {@link io.undercurrent.evaluation.BacktestRun} lets it
 * forecast known days beside the baselines, the {@link io.undercurrent.evaluation.MemoryProfile} shows how fast it forgets.
 * The measures are in {@code metric}, the baselines in {@code baseline}, what people and scripts are shown in {@code report}.
 */
package io.undercurrent.evaluation;
