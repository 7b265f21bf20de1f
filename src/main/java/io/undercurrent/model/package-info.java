/**
 * What turns windows into forecasts, as a job sees it: a {@link io.undercurrent.model.ForecastModel} of any kind and the {@link
 * io.undercurrent.model.Forecaster} that works with it. Kinds of models, what they are made of and their files stand in rooms of their
 * own; imports go from {@code file} to the kinds, from these to this room and to {@code baseline}, {@code window} and {@code container}.
 */
package io.undercurrent.model;
