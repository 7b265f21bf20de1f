package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportAndExportTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine commandLine = Undercurrent.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    private Path network(String name) throws IOException {
        Path file = folder.resolve(Path.of(name).getFileName().toString());
        try (InputStream network = ImportAndExportTest.class.getResourceAsStream("/io/undercurrent/exchange/" + name)) {
            Files.copy(network, file);
        }
        return file;
    }

    private int importTo(Path model, Path network, String... more) {
        String[] arguments = {
            "import",
            network.toString(),
            "--to",
            model.toString(),
            "--targets",
            "sales",
            "--covariates",
            "promotion,price"
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return run(all);
    }

    @Test
    void showsANetworkAsKerasDoes() throws IOException {
        assertEquals(0, run("import", network("keras/gru.keras").toString()), err.toString());
        String shown = out.toString();
        assertTrue(shown.contains("Network of Keras 3.15.1, Sequential"), shown);
        assertTrue(shown.contains("gru_1    (batch, 6, 4)"), shown);
        assertTrue(shown.contains("Note: dropout (Dropout) does nothing once training is over"), shown);
    }

    @Test
    void namesWhatCannotBeHeld() throws IOException {
        assertEquals(1, run("import", network("keras/backwards.keras").toString()));
        String told = err.toString();
        assertTrue(told.contains("backwards.keras: the network cannot be imported:"), told);
        assertTrue(told.contains("reads the sequence from its end (go_backwards)"), told);
        assertTrue(told.contains("but got gelu"), told);
    }

    /** An imported network is a model like any other: inspected, tried on the past, and handed on. */
    @Test
    void theRestOfTheProductWorksWithIt() throws IOException {
        StringBuilder csv = new StringBuilder("key,date,sales,promotion,price\n");
        for (int day = 0; day < 60; day++) {
            csv.append(String.format(
                    Locale.ROOT,
                    "s,%s,%d,%d,%.2f%n",
                    LocalDate.of(2025, 1, 1).plusDays(day),
                    50 + day % 7,
                    day % 2,
                    2 + day % 3 * 0.1));
        }
        Path readings = Files.writeString(folder.resolve("readings.csv"), csv);
        Path model = folder.resolve("model.safetensors");
        Path network = network("keras/simple-rnn.keras");
        Path options = Files.writeString(
                folder.resolve("network.options"),
                "# as in training\n--scaling fixed --means 50,0.5,2\n--deviations 5,1,0.1\n");
        for (String form : new String[] {"--stateful", "--gives=point"}) {
            assertEquals(0, importTo(model, network, "@" + options, form), err.toString());
            assertTrue(out.toString().contains("Wrote imported-simple_rnn4@"), out.toString());
            assertEquals(0, run("inspect", model.toString()), err.toString());
            assertTrue(out.toString().contains("simple_rnn_1  (batch, 4)"), out.toString());
            assertTrue(out.toString().contains("from        simple-rnn.keras"), out.toString());
            assertEquals(
                    0,
                    run(
                            "backtest",
                            "--readings",
                            readings.toString(),
                            "--model",
                            model.toString(),
                            "--from",
                            "2025-02-10"),
                    err.toString());
            assertTrue(out.toString().contains("MASE"), out.toString());
        }
        Path graph = folder.resolve("model.onnx");
        assertEquals(
                0, run("export", model.toString(), "--onnx", graph.toString(), "--form", "window"), err.toString());
        assertEquals(0, run("import", graph.toString()), err.toString());
        assertTrue(out.toString().contains("Network of ONNX by undercurrent, opset 17"), out.toString());
    }

    @Test
    void saysWhatDoesNotFit() throws IOException {
        Path network = network("keras/simple-rnn.keras");
        Path model = folder.resolve("model.safetensors");
        assertEquals(2, importTo(model, network, "--inputs", "sales"));
        assertTrue(err.toString().contains("inputs: expected 3 values for the network's input (6, 3)"), err.toString());
        assertEquals(2, run("import", network.toString(), "--to", model.toString()));
        assertTrue(err.toString().contains("--targets: expected the columns"), err.toString());
        assertTrue(Files.notExists(model));
    }
}
