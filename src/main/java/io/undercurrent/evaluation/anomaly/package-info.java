/**
 * How many false alarms anomalies cause, and which faults they find: {@link io.undercurrent.evaluation.anomaly.InjectedFaults} puts
 * faults into series, and {@link io.undercurrent.evaluation.anomaly.AnomalyTrial} compares what the job says of them with two {@link
 * io.undercurrent.evaluation.anomaly.AnomalyRule}s.
 */
package io.undercurrent.evaluation.anomaly;
