package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that do not go together end a command before its work: nothing is passed over, and no file is lost. */
class OptionsTogetherTest {

    private static final String CONTENT = "key,date,sales\na,2025-03-15,1\n";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** FOLDER is one with the files f.csv and m.safetensors, KAFKA stands for a broker that nobody asks. */
    private int run(String arguments) {
        String line =
                arguments.replace("FOLDER", folder.toString()).replace("KAFKA", "--bootstrap-servers localhost:1");
        return Undercurrent.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line.strip().split(" +"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "train --readings FOLDER/f.csv --targets sales --accept-baseline --model FOLDER/n.safetensors"
                        + " | --accept-baseline: expected --continue with it",
                "train --readings FOLDER/f.csv --targets sales --model FOLDER/f.csv"
                        + " | --model: expected another file than that of --readings",
                "train --readings FOLDER/f.csv --targets sales --static FOLDER/m.safetensors --model FOLDER/m.safetensors"
                        + " | --model: expected another file than that of --static",
                "train --readings FOLDER/f.csv --targets sales --kafka-property acks=all --model FOLDER/n.safetensors"
                        + " | --kafka-property, --kafka-properties: expected with --topic",
                "train --readings FOLDER/f.csv --targets sales --multiply slaes=0.1 --model FOLDER/n.safetensors"
                        + " | --multiply: expected some of the values sales, which are read, but got 'slaes'",
                "train --readings FOLDER/f.csv --targets sales --horizon 0 --model FOLDER/n.safetensors"
                        + " | horizon: expected 1 to 512, but got 0",
                "train --readings FOLDER/f.csv --targets sales --quantiles 0.1,0.9 --model FOLDER/n.safetensors"
                        + " | quantiles: expected 0.5 among them",
                "backtest --readings FOLDER/f.csv --model FOLDER/m.safetensors --from 2025-03-15 --anomalies"
                        + " | --anomalies: expected days from --from to --to on which alarms are counted, but got no --to",
                "backtest --readings FOLDER/f.csv --model FOLDER/m.safetensors --from 2025-03-15 --to 2025-03-15 --anomalies"
                        + " | on which alarms are counted, but got --to 2025-03-15",
                "backtest --readings FOLDER/f.csv --model FOLDER/m.safetensors --from 2025-03-15 --to 2025-03-20"
                        + " --anomalies --age 3 | --anomalies: expected no --age with it",
                "backtest --readings FOLDER/f.csv --model FOLDER/m.safetensors --from 2025-03-15 --alarms-per-year 2"
                        + " | --alarms-per-year: expected --anomalies with it",
                "backtest --readings FOLDER/f.csv --model FOLDER/m.safetensors --from 2025-03-15 --json FOLDER/f.csv"
                        + " | --json: expected another file than that of --readings",
                "backtest --readings FOLDER/f.csv --model FOLDER/m.safetensors --from 2025-03-15 --json FOLDER/a"
                        + " --report FOLDER/a | --json: expected another file than that of --report",
                "backtest --readings FOLDER/f.csv --model FOLDER/m.safetensors --from 2025-03-15 --every 7"
                        + " | --every: expected --to with it",
                "dashboard KAFKA --static FOLDER/f.csv | --static: expected --model with it",
                "export FOLDER/m.safetensors --onnx FOLDER/m.safetensors | --onnx: expected another file than that of MODEL",
                "import FOLDER/n.keras --targets sales | --targets: expected --to with it",
                "import FOLDER/f.csv --to FOLDER/f.csv --targets sales | --to: expected another file than that of MODEL",
                "import / | MODEL: expected a name that ends in .keras",
                "describe --file FOLDER/f.csv KAFKA | --bootstrap-servers: expected --topic with it",
                "describe --file FOLDER/f.csv --schema-file s.avsc | --schema-file: expected --topic with it",
                "simulate --output FOLDER/a --expected FOLDER/a | --output: expected another file than that of --expected",
                "simulate --output FOLDER/a --static-output FOLDER/a | than that of --static-output",
                "replay --readings FOLDER/f.csv --topic t KAFKA --covariates promotion"
                        + " | --covariates: expected --ahead with it",
                "replay --readings FOLDER/f.csv --topic t KAFKA --covariates sales --ahead 3"
                        + " | f.csv: expected values to send besides those of --covariates, but there are none",
                "run KAFKA --model FOLDER/m.safetensors --no-scores --scores-topic s"
                        + " | --scores-topic: expected no --no-scores with it",
                "run KAFKA --model FOLDER/m.safetensors --shadow-topic s | --shadow-topic: expected --models-topic with it",
                "run KAFKA --model FOLDER/m.safetensors --model-events-topic s"
                        + " | --model-events-topic: expected --models-topic with it",
                "run KAFKA --model FOLDER/m.safetensors --results-registry http://localhost:1"
                        + " | --results-registry: expected --results-schema avro with it, but got none",
                "reconcile KAFKA --hierarchy FOLDER/f.csv --no-scores --scores-topic s"
                        + " | --scores-topic: expected no --no-scores with it",
                "retrain KAFKA --readings FOLDER/f.csv --models-dir FOLDER --shadow --promote-gain 0.1"
                        + " | --promote-gain: expected --promote-after with it",
                "models push FOLDER/m.safetensors --live KAFKA --promote-gain 0.1"
                        + " | --promote-gain: expected --promote-after with it",
                "models push FOLDER/m.safetensors --shadow KAFKA --promote-confidence 0.9"
                        + " | --promote-confidence: expected --promote-after with it",
                "models push FOLDER/m.safetensors --live KAFKA --rollback-confidence 0.9"
                        + " | --rollback-confidence: expected --rollback-days with it",
                "models push FOLDER/m.safetensors --shadow KAFKA --promote-after 20 --rollback-days 30"
                        + " --rollback-confidence 0.9 | --rollback-confidence: expected no --promote-after with it",
                "models promote KAFKA --rollback-confidence 0.9 | --rollback-confidence: expected --rollback-days with it",
                "bench --keys 5 accuracy --sets stores | accuracy: expected nothing but its own options, but got --keys",
                "bench pipeline accuracy --sets stores | accuracy: expected nothing but its own options, but got pipeline"
            })
    void areRefused(String arguments, String message) throws IOException {
        Path readings = Files.writeString(folder.resolve("f.csv"), CONTENT);
        Path model = Files.writeString(folder.resolve("m.safetensors"), CONTENT);
        assertEquals(Undercurrent.EXIT_USAGE, run(arguments), err::toString);
        assertTrue(err.toString().contains(message), err::toString);
        assertEquals("", out.toString(), "before any work");
        assertEquals(CONTENT, Files.readString(readings));
        assertEquals(CONTENT, Files.readString(model));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count(), "no file more");
        }
    }

    /** Half of a result must not pass for all of it. */
    @Test
    @Timeout(60)
    void anOutputThatCannotBeWrittenIsAFailure() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a file whose disk is full");
        Path said = folder.resolve("said");
        Process process = CommandProcess.of(List.of("completion", "bash"))
                .redirectErrorStream(false)
                .redirectOutput(full.toFile())
                .redirectError(said.toFile())
                .start();
        assertEquals(Undercurrent.EXIT_FAILURE, process.waitFor());
        assertEquals(
                "undercurrent: the standard output cannot be written: No space left on device",
                Files.readString(said).strip());
    }

    /** The errors of a JVM pass by what reports exceptions. */
    @Test
    @Timeout(60)
    void tooLittleMemoryIsNamedAndEndsTheProcess() throws Exception {
        Path said = folder.resolve("said");
        Process process = CommandProcess.of(
                        List.of("simulate", "--stores=50000000", "--days=1", "--output=" + folder.resolve("a")),
                        "-Xmx64m")
                .redirectOutput(said.toFile())
                .start();
        assertEquals(Undercurrent.EXIT_FAILURE, process.waitFor());
        String message = Files.readString(said).strip();
        assertTrue(
                message.startsWith("undercurrent: the memory of the JVM does not suffice (Java heap space)."), message);
        assertEquals(1, message.lines().count(), message);
    }
}
