package io.undercurrent.cluster;

import io.undercurrent.documentation.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Types in the shell blocks of a page, one after the other, in a directory that has {@code target/undercurrent} as a checkout has after
 * the build. What a block exports, later ones have. A block with the note {@code keeps running: TEXT} has a terminal of its own: later
 * ones wait until it says TEXT, and it is stopped at the end.
 */
final class DocumentedShell implements AutoCloseable {

    private static final String KEEPS_RUNNING = "keeps running: ";
    private static final long SECONDS_PER_BLOCK = 240;
    private static final long SECONDS_TO_STOP = 30;

    private final Path directory;
    private final Map<String, String> replacements;
    private final Deque<Terminal> terminals = new ArrayDeque<>();

    /** A block that was typed in, and what came of it. */
    private record Terminal(Block block, Process process, Path output) {

        String said() throws IOException {
            return Files.readString(output);
        }

        void requireAlive() {
            if (!process.isAlive()) {
                throw failure("ended by itself with exit code " + process.exitValue());
            }
        }

        AssertionError failure(String what) {
            try {
                return new AssertionError(block.place() + ": " + what + "\n" + block.text() + said());
            } catch (IOException unreadable) {
                return new AssertionError(block.place() + ": " + what, unreadable);
            }
        }
    }

    /**
     * @param directory an empty one
     * @param replacements what to type instead of what a page says
     */
    DocumentedShell(Path directory, Map<String, String> replacements) throws IOException {
        this.directory = directory;
        this.replacements = replacements;
        Files.createDirectories(directory.resolve("target"));
        Files.createSymbolicLink(directory.resolve("target/undercurrent"), Distribution.home());
    }

    /** @throws AssertionError with page and line, if a command of the block fails */
    void run(Block block) throws Exception {
        boolean keepsRunning = block.note().startsWith(KEEPS_RUNNING);
        Terminal terminal = start(block, keepsRunning);
        if (keepsRunning) {
            terminals.push(terminal);
            String text = block.note().substring(KEEPS_RUNNING.length());
            Await.until(block.place() + ": '" + text + "'", () -> {
                terminal.requireAlive();
                return says(terminal, text);
            });
        } else if (!terminal.process().waitFor(SECONDS_PER_BLOCK, TimeUnit.SECONDS)) {
            terminal.process().destroyForcibly();
            throw terminal.failure("did not end within " + SECONDS_PER_BLOCK + " s");
        } else if (terminal.process().exitValue() != 0) {
            throw terminal.failure("exit code " + terminal.process().exitValue());
        }
    }

    /** @throws AssertionError with page and line, if a block that keeps running has ended */
    void requireAlive() {
        terminals.forEach(Terminal::requireAlive);
    }

    private Terminal start(Block block, boolean keepsRunning) throws IOException {
        String commands = block.text();
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            commands = commands.replace(replacement.getKey(), replacement.getValue());
        }
        String name = block.page().getFileName() + "-" + block.line();
        Path script = directory.resolve(name + ".sh");
        // As far down as on the page, so that bash names its lines, and a command that fails is the last.
        String start = "set -euo pipefail; trap 'echo \"" + block.page() + ":$LINENO: failed\" >&2' ERR; "
                + "[ ! -e environment ] || . ./environment";
        Files.writeString(
                script,
                start + "\n".repeat(block.line() - 1) + (keepsRunning ? "exec " : "") + commands
                        + "export -p > environment\n");
        Path output = directory.resolve(name + ".out");
        ProcessBuilder bash = new ProcessBuilder("bash", script.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        bash.environment()
                .put("UNDERCURRENT_LOG", directory.resolve("undercurrent.log").toString());
        return new Terminal(block, bash.start(), output);
    }

    private static boolean says(Terminal terminal, String text) {
        try {
            return terminal.said().contains(text);
        } catch (IOException failure) {
            throw terminal.failure("cannot be read");
        }
    }

    /** Stops what keeps running, the newest first, as Ctrl-C does. */
    @Override
    public void close() {
        terminals.forEach(terminal -> stop(terminal.process()));
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
