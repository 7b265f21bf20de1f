package io.undercurrent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.cli.process.CommandText;
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
}
