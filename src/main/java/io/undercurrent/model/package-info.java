/**
 * The interfaces by which jobs use models: a {@link io.undercurrent.model.ForecastModel} of any kind and its {@link
 * io.undercurrent.model.Forecaster}. Sub-packages hold the kinds of models, their parts and their files. Imports go
 * from {@code file} to the kinds, from the kinds to this package, {@code baseline}, {@code window} and {@code
 * container}; {@code baseline} knows of this package what it is made of.
 */
package io.undercurrent.model;
