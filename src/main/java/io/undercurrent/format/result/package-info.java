/**
 * What a job writes: forecasts, nested and flat, and scores as JSON messages, both ways.
 */
package io.undercurrent.format.result;
