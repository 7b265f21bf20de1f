/**
 * A model that needs no training and no file: {@link io.undercurrent.model.usual.UsualModel} forecasts a series by whichever of some
 * {@linkplain io.undercurrent.model.usual.Habit habits} would have forecast its last weeks best.
 */
package io.undercurrent.model.usual;
