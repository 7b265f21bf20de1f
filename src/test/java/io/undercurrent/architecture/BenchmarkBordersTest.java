package io.undercurrent.architecture;

import static io.undercurrent.architecture.ArchitectureTest.onlyUses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the benchmarks may use, which reach further than any other room. */
@AnalyzeClasses(packages = "io.undercurrent", importOptions = ImportOption.DoNotIncludeTests.class)
class BenchmarkBordersTest {

    @ArchTest
    static final ArchRule benchmarksUse = onlyUses("bench", "bench", "series..", "model.recurrent");

    /** The job on the broker and the cluster that the demo embeds. */
    @ArchTest
    static final ArchRule jobBenchmarksUse = onlyUses(
            "bench.job..",
            "bench.job..",
            "bench",
            "series..",
            "model..",
            "format..",
            "engine.window",
            "stream..",
            "job",
            "job.kafka",
            "job.models",
            "job.source..",
            "topic",
            "embedded",
            "calibration");

    @ArchTest
    static final ArchRule modelBenchmarksUse =
            onlyUses("bench.model", "bench.model", "bench", "series..", "model..", "training..");

    /** The whole way of a model, from its data to its scores. */
    @ArchTest
    static final ArchRule accuracyBenchmarksUse = onlyUses(
            "bench.accuracy",
            "bench.accuracy",
            "bench",
            "series..",
            "model..",
            "training..",
            "evaluation..",
            "calibration",
            "format.csv",
            "simulator");
}
