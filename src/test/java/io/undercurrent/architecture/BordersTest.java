package io.undercurrent.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.time.format.DateTimeFormatter;

/** Which library is known in which package, and which calls only some packages may make. */
@AnalyzeClasses(packages = "io.undercurrent", importOptions = ImportOption.DoNotIncludeTests.class)
class BordersTest {

    private static final String ROOT = "io.undercurrent.";

    @ArchTest
    static final ArchRule hdf5StaysInside = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "exchange.keras")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.jhdf..");

    @ArchTest
    static final ArchRule schemaLibrariesStayInside = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "format.schema..", ROOT + "format.encoding")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.avro..", "com.squareup..", "okio..");

    @ArchTest
    static final ArchRule parquetStaysInside = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "format.parquet")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.parquet..", "com.github.luben..", "org.xerial..");

    @ArchTest
    static final ArchRule protobufStaysInside = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT + "exchange.onnx..", ROOT + "format.schema.protobuf", ROOT + "format.encoding")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.protobuf..");

    /** Whoever builds a job of his own gets nothing of these with it. */
    @ArchTest
    static final ArchRule apiNeedsNothingOptional = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "api", ROOT + "sql")
            .should()
            .transitivelyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "org.apache.flink.connector.kafka..",
                    "org.apache.flink.state.rocksdb..",
                    "org.apache.commons.text..",
                    "org.apache.logging..",
                    "org.apache.parquet..",
                    "org.jline..",
                    "org.xerial..",
                    "com.fasterxml.jackson.dataformat..",
                    "com.github.luben..",
                    "com.google.protobuf..",
                    "de.siegmar..",
                    "de.focus_shift..",
                    "io.jhdf..",
                    "io.undertow..",
                    "me.tongfei..",
                    "picocli..");

    @ArchTest
    static final ArchRule nd4jStaysInside = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "nn..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.bytedeco..");

    @ArchTest
    static final ArchRule flinkStaysInside = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT + "stream..",
                    ROOT + "api",
                    ROOT + "sql",
                    ROOT + "job..",
                    ROOT + "demo",
                    ROOT + "embedded",
                    ROOT + "cli..",
                    ROOT + "evaluation.streaming",
                    ROOT + "bench.job..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule theWebServerStaysInside = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "dashboard.web")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.undertow..");

    @ArchTest
    static final ArchRule kafkaStaysOutOfThePage = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "dashboard.web..",
                    ROOT + "dashboard.api..",
                    ROOT + "dashboard.state..",
                    ROOT + "dashboard.state.traffic")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule noDrawersForOddments =
            noClasses().should().resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..misc..");

    @ArchTest
    static final ArchRule onlyTheCommandLinePrintsAndExits = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "cli..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    /** Numbers and texts look the same in whatever language the machine speaks: the digits of some languages are others. */
    @ArchTest
    static final ArchRule textsAreMadeWithALocale = noClasses()
            .should()
            .callMethod(String.class, "format..", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(PrintWriter.class, "format..", String.class, Object[].class)
            .orShould()
            .callMethod(PrintStream.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(PrintStream.class, "format..", String.class, Object[].class)
            .orShould()
            .callConstructor(DecimalFormat.class, String.class)
            .orShould()
            .callMethod(DateTimeFormatter.class, "ofPattern", String.class);
}
