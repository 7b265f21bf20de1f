package io.undercurrent.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that is told to stop. */
class StoppingTest {

    /** Waits for something that never ends. */
    static final class Waiting {
        public static void main(String[] none) throws InterruptedException {
            CountDownLatch never = new CountDownLatch(1);
            Stopping.prepare(() -> await(never), "what never comes", new PrintWriter(System.out, true));
            System.out.println("runs");
            never.await();
        }

        private static void await(CountDownLatch never) {
            try {
                never.await();
            } catch (InterruptedException unexpected) {
                throw new IllegalStateException(unexpected);
            }
        }
    }

    @Test
    @Timeout(120)
    void saysWhatItWaitsForAndWaitsNoLongerWhenToldTwice() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = process.inputReader()) {
            assertEquals("runs", said.readLine());
            process.toHandle().destroy();
            assertEquals("Stopping: waiting for what never comes; Ctrl-C once more ends at once", said.readLine());
            process.toHandle().destroy();
            assertEquals(143, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
    }
}
