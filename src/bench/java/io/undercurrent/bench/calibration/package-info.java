/** What the calibration of one reading costs, with few series and with many. */
package io.undercurrent.bench.calibration;
