package io.undercurrent.bench.job;

import io.undercurrent.bench.Measurement;
import io.undercurrent.bench.comparison.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** FORECAST in SQL and the job, in turn, on the same messages with the same model. */
@Command(
        name = "sql",
        description = "Compares FORECAST in SQL with the job, on the same messages.",
        mixinStandardHelpOptions = true)
public final class SqlComparison implements Callable<Integer> {

    private static final String READINGS = "readings/s";
    private static final String PROCESSOR = "readings/processor s";

    @Option(names = "--keys", paramLabel = "N", description = "Number of series (default: ${DEFAULT-VALUE}).")
    private int keys = 1000;

    @Option(names = "--days", paramLabel = "N", description = "Days of each (default: ${DEFAULT-VALUE}).")
    private int days = 120;

    @Option(names = "--turns", paramLabel = "N", description = "Turns that count (default: ${DEFAULT-VALUE}).")
    private int turns = 3;

    @Option(names = "--json", paramLabel = "OUT.json", description = "Write all figures to this file.")
    private Path json;

    @Override
    public Integer call() throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("keys", Integer.toString(keys));
        options.put("days", Integer.toString(days));
        options.put("turns", Integer.toString(turns));
        Report report = new Report(options);
        JobSetup setup = JobSetup.of(new Workload(keys, days, 0));
        List<Double> job = new ArrayList<>();
        List<Double> jobProcessor = new ArrayList<>();
        List<Double> sql = new ArrayList<>();
        List<Double> sqlProcessor = new ArrayList<>();
        for (int turn = 0; turn <= turns; turn++) {
            JobRun.Outcome ofJob = JobRun.of(setup);
            SqlRun.Outcome ofSql = SqlRun.of(setup);
            // The first turn warms up.
            if (turn > 0) {
                job.add(ofJob.rate());
                jobProcessor.add(ofJob.processorRate());
                sql.add(ofSql.rate());
                sqlProcessor.add(ofSql.processorRate());
            }
        }
        Measurement ofJob = new Measurement("job", READINGS, job);
        Measurement ofSql = new Measurement("SQL", READINGS, sql);
        Measurement jobByProcessor = new Measurement("job", PROCESSOR, jobProcessor);
        Measurement sqlByProcessor = new Measurement("SQL", PROCESSOR, sqlProcessor);
        report.add(
                "FORECAST",
                List.of(
                        ofJob,
                        ofSql,
                        jobByProcessor,
                        sqlByProcessor,
                        ofSql.over(ofJob, "SQL over job"),
                        sqlByProcessor.over(jobByProcessor, "SQL over job, processor time")));
        if (json != null) {
            report.write(json);
        }
        return 0;
    }
}
