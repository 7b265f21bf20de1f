/** The anomalies that jobs reported, the newest of all series within a limited memory. */
package io.undercurrent.dashboard.state.anomaly;
