package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.cli.process.CommandText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandTextTest {

    @Test
    void isTheCommandToTypeAgain() {
        CommandLine top = Undercurrent.commandLine();
        top.parseArgs(
                "run",
                "--bootstrap-servers=a:1,b:2",
                "--model",
                "my model's.safetensors",
                "--bounded",
                "--restore=s3://a/chk-7",
                "--kafka-property=ssl.keystore.password=secret",
                "--kafka-property",
                "acks=all");
        assertEquals(
                "undercurrent run --bootstrap-servers a:1,b:2 --model 'my model'\\''s.safetensors' --bounded"
                        + " --kafka-property ssl.keystore.password=… --kafka-property acks=… --restore latest",
                CommandText.of(top.getSubcommands().get("run").getCommandSpec(), Map.of("--restore", "latest")));
    }

    @Test
    void saysSomeOptionsAgain() {
        CommandLine top = Undercurrent.commandLine();
        top.parseArgs(
                "describe",
                "--topic=sold",
                "--bootstrap-servers=a:1",
                "--kafka-properties=my kafka.properties",
                "--sample=3");
        assertEquals(
                List.of("--bootstrap-servers", "a:1", "--kafka-properties", "'my kafka.properties'"),
                CommandText.options(
                        top.getSubcommands().get("describe").getCommandSpec(),
                        List.of("--bootstrap-servers", "--kafka-properties")::contains));
    }
}
