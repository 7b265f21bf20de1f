/** What a trained model is worth and how it behaves, measured. */
package io.undercurrent.evaluation;
