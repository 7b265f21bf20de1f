/**
 * Series that add up, such as the items of a store: forecasts of all levels made to agree, as methods of a backtest beside the model
 * whose forecasts they are.
 */
package io.undercurrent.evaluation.hierarchy;
