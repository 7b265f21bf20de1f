/**
 * Reconciliation of forecasts as they come: what is held of the series of a connected part of a hierarchy, when the forecasts of an origin
 * are made to add up, and which of them have to be written again after a correction. What comes out follows from what came, not from the
 * order in which it did.
 */
package io.undercurrent.reconciliation.continuous;
