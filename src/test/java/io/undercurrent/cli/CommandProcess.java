package io.undercurrent.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code undercurrent} in a JVM of its own. */
public final class CommandProcess {

    private CommandProcess() {}

    /** What it says on both streams comes out of the process as one. */
    public static ProcessBuilder of(List<String> arguments, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@src/main/distribution/conf/jvm.options",
                // It lives for seconds: the second compiler and the threads of the parallel collector take more time
                // than they save.
                "-XX:TieredStopAtLevel=1",
                "-XX:-UseParallelGC",
                "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Undercurrent.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
