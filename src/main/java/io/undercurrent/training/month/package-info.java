/** Learns what months usually make of the level of all series together. */
package io.undercurrent.training.month;
