package io.undercurrent.stream;

import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.format.schema.RegistryNews;
import io.undercurrent.series.Columns;
import io.undercurrent.stream.metric.RejectionCounters;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parses messages to readings. Messages that are no readings go to the side output {@link #REJECTED} with their reason;
 * messages for other jobs are only counted.
 */
public final class ParseReading extends ProcessFunction<SourceRecord, ParsedReading> {

    /** The side output of rejected messages, of this operator and of the window operator. */
    public static final OutputTag<RejectedRecord> REJECTED = new OutputTag<>("rejected", StreamTypes.REJECTED_RECORD);

    private final List<String> targets;
    private final List<String> covariates;
    private final Admission admission;
    private final TopicMappings mappings;
    private transient Predicate<String> series;
    /** By topic, made with its first message. */
    private transient Map<String, ReadingFormat> formats;

    private transient Silence silence;
    private transient Counter readings;
    private transient Counter excluded;
    private transient Counter unrelated;
    private transient Counter silent;
    private transient RejectionCounters rejections;

    /**
     * @param mappings format of the messages of each topic
     * @throws IllegalArgumentException if a column of the job is also listed as a column of other jobs
     */
    public ParseReading(Columns columns, Admission admission, TopicMappings mappings) {
        targets = List.copyOf(columns.targets());
        covariates = List.copyOf(columns.covariates());
        this.admission = admission;
        this.mappings = mappings;
        mappings.all().forEach(mapping -> format(mapping, RegistryNews.NOBODY));
    }

    private ReadingFormat format(ReadingMapping mapping, RegistryNews news) {
        return mapping.format(new Columns(targets, covariates), admission.otherColumns(), news);
    }

    /** Whether readings wait for a schema registry, for the metric. */
    private static final class Silence implements RegistryNews {
        private volatile boolean present;

        @Override
        public void waits(String problem) {
            present = true;
        }

        @Override
        public void answers() {
            present = false;
        }
    }

    @Override
    public void open(OpenContext context) {
        silence = new Silence();
        formats = new HashMap<>();
        series = admission.series();
        readings = getRuntimeContext().getMetricGroup().counter("readings");
        excluded = getRuntimeContext().getMetricGroup().counter("excluded");
        unrelated = getRuntimeContext().getMetricGroup().counter("unrelated");
        silent = getRuntimeContext().getMetricGroup().counter("silent");
        getRuntimeContext().getMetricGroup().gauge("registrySilent", () -> silence.present ? 1 : 0);
        rejections = new RejectionCounters(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(SourceRecord source, Context context, Collector<ParsedReading> out) {
        ReadingFormat format = formats.computeIfAbsent(source.topic(), topic -> format(mappings.of(topic), silence));
        for (ReadingFormat.Result result : format.read(new Message(source.key(), source.value(), source.headers()))) {
            if (result instanceof ReadingFormat.Accepted accepted) {
                if (isOurs(accepted.reading().key())) {
                    readings.inc();
                    out.collect(new ParsedReading(accepted.reading(), source));
                }
            } else if (result instanceof ReadingFormat.Unrelated other) {
                if (isOurs(other.key())) {
                    unrelated.inc();
                }
            } else if (result instanceof ReadingFormat.Silent) {
                silent.inc();
            } else if (result instanceof ReadingFormat.Refused refused) {
                if (refused.key().isEmpty() || isOurs(refused.key().get())) {
                    rejections.count(refused.rejection());
                    context.output(REJECTED, new RejectedRecord(source, refused.rejection()));
                }
            }
        }
    }

    /** Whether the series is forecast by this job; counts the message if not. */
    private boolean isOurs(String key) {
        if (series.test(key)) {
            return true;
        }
        excluded.inc();
        return false;
    }
}
