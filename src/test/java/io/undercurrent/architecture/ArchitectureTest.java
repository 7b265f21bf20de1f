package io.undercurrent.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules between the packages: who may use whom. */
@AnalyzeClasses(packages = "io.undercurrent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.undercurrent.";
    private static final String SOURCE = "job.source..";

    @ArchTest
    static final ArchRule noCycles = slices().matching(ROOT + "(**)").should().beFreeOfCycles();

    /** Where the outer room puts together what the inner ones offer, these know nothing of it. */
    @ArchTest
    static final ArchRule noStreamRoomImportsUpwards = importsNothingOf("stream");

    @ArchTest
    static final ArchRule noEngineRoomImportsUpwards = importsNothingOf("engine");

    @ArchTest
    static final ArchRule noDashboardRoomImportsUpwards = importsNothingOf("dashboard");

    @ArchTest
    static final ArchRule noTrainingRoomImportsUpwards = importsNothingOf("training");

    @ArchTest
    static final ArchRule noCommandRoomImportsUpwards = importsNothingOf("cli");

    @ArchTest
    static final ArchRule seriesIsPlainJava = classes()
            .that()
            .resideInAPackage(ROOT + "series..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + "series..");

    @ArchTest
    static final ArchRule networksKnowNothingOfSeries = onlyUses("nn..", "nn..");

    @ArchTest
    static final ArchRule modelUses = onlyUses("model", "model", "series..");

    @ArchTest
    static final ArchRule modelContainersUse = onlyUses("model.container", "model.container");

    @ArchTest
    static final ArchRule modelWindowsUse = onlyUses("model.window", "model.window", "series..");

    @ArchTest
    static final ArchRule modelBaselinesUse =
            onlyUses("model.baseline", "model.baseline", "model", "model.window", "series..", "nn.matrix");

    @ArchTest
    static final ArchRule modelKindsUse = onlyUses("model.kind", "model.kind", "model.window", "series..");

    @ArchTest
    static final ArchRule usualModelsUse = onlyUses("model.usual", "model.usual", "model", "series..");

    @ArchTest
    static final ArchRule recurrentModelsUse = onlyUses(
            "model.recurrent",
            "model.recurrent",
            "model",
            "model.baseline",
            "model.kind",
            "model.window",
            "model.container",
            "series..",
            "nn",
            "nn.cell",
            "nn.step",
            "nn.matrix");

    @ArchTest
    static final ArchRule modelFilesUse = onlyUses(
            "model.file", "model.file", "model.recurrent", "model.imported", "model.container", "model", "file");

    @ArchTest
    static final ArchRule importedModelsUse = onlyUses(
            "model.imported",
            "model.imported",
            "model",
            "model.container",
            "nn",
            "nn.cell",
            "nn.matrix",
            "nn.step",
            "series..");

    /** What networks of other software become is nothing but a network: what it forecasts, a model says. */
    @ArchTest
    static final ArchRule exchangeUses = onlyUses("exchange", "exchange", "nn");

    @ArchTest
    static final ArchRule onnxUses = onlyUses(
            "exchange.onnx..", "exchange.onnx..", "exchange", "model", "model.recurrent", "series..", "nn", "nn.cell");

    @ArchTest
    static final ArchRule kerasUses = onlyUses("exchange.keras", "exchange.keras", "exchange", "nn", "nn.cell");

    @ArchTest
    static final ArchRule tfjsUses = onlyUses("exchange.tfjs", "exchange.tfjs", "exchange.keras", "exchange", "nn");

    @ArchTest
    static final ArchRule formatUses = onlyUses("format..", "format..", "series..", "file");

    @ArchTest
    static final ArchRule holidaysUse = onlyUses("holiday", "holiday", "series..");

    @ArchTest
    static final ArchRule trainingUses = onlyUses("training..", "training..", "series..", "model..", "nn..");

    @ArchTest
    static final ArchRule evaluationUses =
            onlyUses("evaluation", "evaluation", "evaluation.metric", "series..", "model");

    @ArchTest
    static final ArchRule metricsUse = onlyUses("evaluation.metric", "evaluation.metric", "series..");

    /** A backtest and a job make forecasts add up by the same code. */
    @ArchTest
    static final ArchRule reconciliationUses = onlyUses("reconciliation..", "reconciliation..", "series..");

    @ArchTest
    static final ArchRule hierarchiesUse =
            onlyUses("evaluation.hierarchy", "evaluation.hierarchy", "evaluation", "reconciliation", "series..");

    @ArchTest
    static final ArchRule sumsUse = onlyUses(
            "job.sums", "job.sums", "job", "job.kafka", "stream..", "reconciliation..", "format.result..", "series..");

    @ArchTest
    static final ArchRule anomaliesUse = onlyUses("evaluation.anomaly", "evaluation.anomaly", "series..");

    /** The networks are there for the baseline that is one, without memory. */
    @ArchTest
    static final ArchRule baselinesUse = onlyUses(
            "evaluation.baseline", "evaluation.baseline", "evaluation", "series..", "model", "model.recurrent", "nn..");

    /** A backtest of the model runs the job, not a second implementation of it, on the cluster that the demo embeds. */
    @ArchTest
    static final ArchRule streamingEvaluationUses = onlyUses(
            "evaluation.streaming",
            "evaluation.streaming",
            "evaluation",
            "series..",
            "model",
            "format..",
            "calibration",
            "engine.window",
            "stream..",
            "job",
            "embedded");

    @ArchTest
    static final ArchRule reportsUse =
            onlyUses("evaluation.report", "evaluation.report", "evaluation", "evaluation.metric", "series..");

    @ArchTest
    static final ArchRule calibrationUses = onlyUses("calibration..", "calibration..", "series..");

    /** What becomes of a series is plain Java, which any runtime can call. */
    @ArchTest
    static final ArchRule engineIsPlainJava = classes()
            .that()
            .resideInAnyPackage(ROOT + "engine..", ROOT + "calibration..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.undercurrent..");

    @ArchTest
    static final ArchRule engineUses =
            onlyUses("engine", "engine", "engine.window", "engine.step", "series..", "model", "calibration");

    @ArchTest
    static final ArchRule windowsUse = onlyUses("engine.window", "engine.window", "series..");

    @ArchTest
    static final ArchRule stepsUse =
            onlyUses("engine.step", "engine.step", "engine.window", "series..", "model", "calibration");

    /** The operators run the parts of the engine one by one, and not the engine that puts them together. */
    @ArchTest
    static final ArchRule streamUses = onlyUses(
            "stream..",
            "stream..",
            "engine.window",
            "engine.step",
            "engine.rehearsal",
            "series..",
            "model",
            "model.file",
            "model.container",
            "format..",
            "format.mapping",
            "calibration",
            "reconciliation..");

    /** What other people's jobs call puts together what the stream has, and knows nothing of Kafka. */
    @ArchTest
    static final ArchRule apiUses =
            onlyUses("api", "api", "stream..", "engine.window", "series..", "model", "calibration");

    /** A function of SQL runs the plain engine, and has its state in the bytes of the stream's layouts. */
    @ArchTest
    static final ArchRule sqlUses = onlyUses(
            "sql",
            "sql",
            "engine",
            "engine.window",
            "engine.step",
            "stream",
            "stream.layout",
            "stream.record",
            "stream.state",
            "series..",
            "model",
            "model.usual",
            "format",
            "calibration");

    @ArchTest
    static final ArchRule timesUse = onlyUses("stream.time", "stream.time", "engine.window");

    @ArchTest
    static final ArchRule bundlesUse = onlyUses("stream.bundle", "stream.bundle");

    @ArchTest
    static final ArchRule whatIsDoneAheadUses = onlyUses("stream.ahead", "stream.ahead", "engine.window");

    @ArchTest
    static final ArchRule recordsUse = onlyUses("stream.record", "stream.record", "engine.window", "series..");

    @ArchTest
    static final ArchRule stateUses =
            onlyUses("stream.state", "stream.state", "stream.record", "engine.window", "series..", "model");

    @ArchTest
    static final ArchRule layoutsUse = onlyUses(
            "stream.layout",
            "stream.layout..",
            "stream.record",
            "stream.state",
            "engine.window",
            "engine.step",
            "series..",
            "calibration",
            "reconciliation..");

    @ArchTest
    static final ArchRule streamMetricsUse = onlyUses(
            "stream.metric",
            "stream.metric",
            "stream.layout",
            "engine.window",
            "engine.step",
            "series..",
            "calibration");

    @ArchTest
    static final ArchRule embeddedUses = onlyUses("embedded", "embedded");

    @ArchTest
    static final ArchRule jobUses = onlyUses(
            "job",
            "job",
            "stream..",
            "engine.window",
            "series..",
            "model",
            "format..",
            "format.mapping",
            "calibration");

    @ArchTest
    static final ArchRule jobRestoreUses = onlyUses(
            "job.restore", "job.restore", "job", "job.kafka..", SOURCE, "stream..", "series..", "model", "topic");

    @ArchTest
    static final ArchRule jobSourceUses =
            onlyUses(SOURCE, SOURCE, "stream..", "series..", "format", "format.[csv|mapping|parquet]", "topic");

    @ArchTest
    static final ArchRule jobModelsUse = onlyUses(
            "job.models",
            "job.models",
            "job",
            "job.kafka",
            "evaluation.metric",
            "format.models",
            "engine.window",
            "stream",
            "stream.record",
            "model",
            "series..",
            "topic");

    @ArchTest
    static final ArchRule jobSinkUses = onlyUses("job.sink", "job.sink");

    @ArchTest
    static final ArchRule kafkaEndsUse = onlyUses(
            "job.kafka..", "job.kafka..", SOURCE, "job.sink", "job", "stream..", "series..", "format..", "topic");

    /** The page reads what a job writes by the formats alone, and so needs nothing of the job or of Flink. */
    @ArchTest
    static final ArchRule dashboardUses =
            onlyUses("dashboard", "dashboard..", "format.mapping", "format.schema", "model", "series..");

    /** What would be forecast is computed by the parts of the job. */
    @ArchTest
    static final ArchRule dashboardOutlookUses = onlyUses(
            "dashboard.outlook", "dashboard.outlook", "engine", "engine.window", "calibration..", "model", "series..");

    /** Nothing of a server: what is asked and answered is the same whatever carries it. */
    @ArchTest
    static final ArchRule dashboardApiUses = onlyUses(
            "dashboard.api..",
            "dashboard.api..",
            "dashboard.state..",
            "dashboard.outlook",
            "model",
            "series..",
            "format..");

    @ArchTest
    static final ArchRule dashboardStateUses =
            onlyUses("dashboard.state..", "dashboard.state..", "series..", "format.models");

    @ArchTest
    static final ArchRule dashboardTrafficUses = onlyUses("dashboard.state.traffic", "dashboard.state.traffic");

    @ArchTest
    static final ArchRule dashboardFeedUses = onlyUses(
            "dashboard.feed",
            "dashboard.feed",
            "dashboard.outlook",
            "dashboard.state..",
            "series..",
            "format..",
            "topic");

    @ArchTest
    static final ArchRule dashboardWebUses = onlyUses(
            "dashboard.web..",
            "dashboard.web..",
            "dashboard.api..",
            "dashboard.outlook",
            "dashboard.state..",
            "series..",
            "format.models");

    @ArchTest
    static final ArchRule filesUse = onlyUses("file", "file");

    @ArchTest
    static final ArchRule topicsUse = onlyUses("topic", "topic");

    @ArchTest
    static final ArchRule simulatorUses = onlyUses("simulator", "simulator", "series..");

    private static ArchRule importsNothingOf(String outer) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + outer + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + outer);
    }

    static ArchRule onlyUses(String who, String... others) {
        String[] allowed = new String[others.length];
        for (int i = 0; i < others.length; i++) {
            allowed[i] = ROOT + others[i];
        }
        return noClasses()
                .that()
                .resideInAPackage(ROOT + who)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are ours but none of " + String.join(", ", others),
                        type -> type.getPackageName().startsWith("io.undercurrent")
                                && !JavaClass.Predicates.resideInAnyPackage(allowed)
                                        .test(type)))
                .allowEmptyShould(true);
    }
}
