package io.undercurrent.stream;

import io.undercurrent.format.ReadingParser;
import io.undercurrent.series.Columns;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Makes readings out of messages; what is none goes to the side output {@link #REJECTED} with its reason. */
public final class ParseReading extends ProcessFunction<SourceRecord, ParsedReading> {

    /** Messages that end before the forecast, here or at the window. */
    public static final OutputTag<RejectedRecord> REJECTED = new OutputTag<>("rejected", StreamTypes.REJECTED_RECORD);

    private final List<String> targets;
    private final List<String> covariates;
    private transient ReadingParser parser;
    private transient Counter readings;
    private transient RejectionCounters rejections;

    public ParseReading(Columns columns) {
        targets = List.copyOf(columns.targets());
        covariates = List.copyOf(columns.covariates());
    }

    @Override
    public void open(OpenContext context) {
        parser = new ReadingParser(new Columns(targets, covariates));
        readings = getRuntimeContext().getMetricGroup().counter("readings");
        rejections = new RejectionCounters(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(SourceRecord source, Context context, Collector<ParsedReading> out) {
        ReadingParser.Result result = parser.parse(source.value());
        if (result instanceof ReadingParser.Accepted accepted) {
            readings.inc();
            out.collect(new ParsedReading(accepted.reading(), source));
        } else if (result instanceof ReadingParser.Refused refused) {
            rejections.count(refused.rejection());
            context.output(REJECTED, new RejectedRecord(source, refused.rejection()));
        }
    }
}
