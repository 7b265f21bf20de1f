package io.undercurrent.stream;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A group that keeps the metrics of one operator by name, with the label of their group in braces. */
public final class RecordedMetrics extends UnregisteredMetricsGroup {

    private final String label;
    private final Map<String, Metric> metrics;

    public RecordedMetrics() {
        this("", new TreeMap<>());
    }

    private RecordedMetrics(String label, Map<String, Metric> metrics) {
        this.label = label;
        this.metrics = metrics;
    }

    public Map<String, Metric> all() {
        return metrics;
    }

    long count(String name) {
        return ((Counter) metrics.get(name)).getCount();
    }

    public long[] values(String name) {
        return ((Histogram) metrics.get(name)).getStatistics().getValues();
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return new RecordedMetrics("{" + key + "=" + value + "}", metrics);
    }

    @Override
    public Counter counter(String name) {
        Counter counter = super.counter(name);
        metrics.put(name + label, counter);
        return counter;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        metrics.put(name + label, gauge);
        return gauge;
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
        metrics.put(name + label, histogram);
        return histogram;
    }
}
