/**
 * How surprising a day of a series is, and from when on that deserves an alarm: {@link io.undercurrent.calibration.alarm.Rarity} judges the
 * value, {@link io.undercurrent.calibration.alarm.Regularity} missing days and values that repeat, and {@link
 * io.undercurrent.calibration.alarm.AlarmThreshold} and {@link io.undercurrent.calibration.alarm.RunThreshold} keep alarms to their budget. {@link
 * io.undercurrent.calibration.alarm.AnomalyAlarms} puts them together.
 */
package io.undercurrent.calibration.alarm;
