package io.undercurrent.cli;

import io.undercurrent.cli.arguments.FilesApart;
import io.undercurrent.cli.files.OutputFile;
import io.undercurrent.exchange.onnx.ModelExport;
import io.undercurrent.exchange.onnx.OnnxExport;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.imported.ImportedModel;
import io.undercurrent.model.recurrent.RecurrentModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code undercurrent export}: the networks of a model for other software. */
@Command(
        name = "export",
        description = "Writes the networks of a model in the format of ONNX.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  One day at a time, with the state going in and coming out:",
            "    undercurrent export stores.safetensors --onnx stores.onnx",
            "  A whole window at once:",
            "    undercurrent export stores.safetensors --onnx stores.onnx --form window",
            ""
        })
final class Export implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file.")
    private Path model;

    @Option(names = "--onnx", paramLabel = "FILE", required = true, description = "The file to write.")
    private Path onnx;

    @Option(
            names = "--form",
            paramLabel = "step|window",
            defaultValue = "step",
            description =
                    "What the graph computes: one timestep with the states as inputs and outputs, or a window from a state of"
                            + " zeros (default: ${DEFAULT-VALUE}).")
    private OnnxExport.Form form;

    @Override
    public Integer call() throws IOException {
        FilesApart.require(command, List.of("--onnx"));
        OutputFile.prepare("--onnx", onnx);
        ForecastModel read = ModelFile.read(model);
        byte[] graph;
        if (read instanceof RecurrentModel recurrent) {
            graph = ModelExport.of(recurrent, form);
        } else if (read instanceof ImportedModel imported) {
            graph = OnnxExport.of(imported.network(), form);
        } else {
            throw new IllegalArgumentException("MODEL: expected one with networks, but got " + read.id());
        }
        OutputFile.write(onnx, place -> Files.write(place, graph));
        PrintWriter out = command.commandLine().getOut();
        out.printf(Locale.ROOT, "Wrote the networks of %s to %s (%,d bytes)%n", read.id(), onnx, graph.length);
        out.flush();
        return 0;
    }
}
