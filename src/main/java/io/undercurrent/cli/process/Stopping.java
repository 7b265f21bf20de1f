package io.undercurrent.cli.process;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * Handles Ctrl-C and SIGTERM: ends what the command runs, and says what it waits for if that takes time. A second
 * signal ends the wait.
 */
public final class Stopping implements AutoCloseable {

    private static final long SECONDS_OF_SILENCE = 1;
    /** As shells have it, 128 and the number of the signal. */
    private static final Map<String, Integer> EXIT_CODES = Map.of("INT", 130, "TERM", 143);

    private final Thread hook;

    private Stopping(Thread hook) {
        this.hook = hook;
    }

    /**
     * Prepares for the end of the process; until {@link #close}, when what was run has ended by itself.
     *
     * @param end ends what the command runs
     * @param waitingFor what takes its time in that, and for how long at most
     */
    public static Stopping prepare(Runnable end, String waitingFor, PrintWriter err) {
        Thread hook = new Thread(() -> run(end, waitingFor, err), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Stopping(hook);
    }

    private static void run(Runnable end, String waitingFor, PrintWriter err) {
        // Before anything is said, since whoever reads it may signal at once.
        EXIT_CODES.forEach((signal, code) ->
                Signals.register(signal, () -> Runtime.getRuntime().halt(code)));
        CountDownLatch ended = new CountDownLatch(1);
        Thread speaker = new Thread(() -> speak(ended, waitingFor, err), "stop-speaker");
        speaker.setDaemon(true);
        speaker.start();
        try {
            end.run();
        } finally {
            ended.countDown();
        }
    }

    private static void speak(CountDownLatch ended, String waitingFor, PrintWriter err) {
        try {
            if (!ended.await(SECONDS_OF_SILENCE, TimeUnit.SECONDS)) {
                err.println("Stopping: waiting for " + waitingFor + "; Ctrl-C once more ends at once");
                err.flush();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process is being stopped. */
    boolean began() {
        return hook.isAlive();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // Then the hook is what ended it.
        }
    }
}
