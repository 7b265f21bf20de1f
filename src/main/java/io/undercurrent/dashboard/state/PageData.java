package io.undercurrent.dashboard.state;

import io.undercurrent.dashboard.state.anomaly.Anomalies;
import io.undercurrent.dashboard.state.model.ModelNews;
import io.undercurrent.dashboard.state.traffic.Rejections;
import io.undercurrent.dashboard.state.traffic.Traffic;
import java.util.Objects;

/**
 * All that the live page knows. Threads that read topics write into it, threads that serve read it.
 *
 * @param board the series
 * @param anomalies values that no forecast expected
 * @param models what jobs said of their models
 * @param rejections messages that could not be used
 * @param traffic jobs and topics
 */
public record PageData(Board board, Anomalies anomalies, ModelNews models, Rejections rejections, Traffic traffic) {

    public PageData {
        Objects.requireNonNull(board, "board");
        Objects.requireNonNull(anomalies, "anomalies");
        Objects.requireNonNull(models, "models");
        Objects.requireNonNull(rejections, "rejections");
        Objects.requireNonNull(traffic, "traffic");
    }

    /** With the series and anomalies given, and nothing known of models, messages and jobs. */
    public static PageData of(Board board, Anomalies anomalies) {
        return new PageData(board, anomalies, new ModelNews(), new Rejections(), new Traffic());
    }
}
