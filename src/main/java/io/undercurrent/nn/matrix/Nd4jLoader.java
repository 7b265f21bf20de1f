package io.undercurrent.nn.matrix;

import org.nd4j.linalg.factory.Nd4j;

/**
 * Loads ND4J, once in a JVM and for good.
 *
 * <p>ND4J looks for its parts through the context class loader of the thread that first needs them, keeps that loader, and
 * gives it to its own threads; and JavaCPP unpacks natives through channels that an interrupt closes. In a Flink cluster that
 * thread is a job's task. A job cancelled in that moment would leave a JVM that can never use ND4J again, and one that ends
 * later would leave ND4J a class loader that is closed. So a thread of its own does it, which nobody interrupts, with the
 * class loader that ND4J itself came from.
 */
final class Nd4jLoader {

    private static final Throwable FAILURE = load();

    private Nd4jLoader() {}

    /**
     * Returns if ND4J is there to be used.
     *
     * @throws IllegalStateException if it could not be loaded, each time with the cause
     */
    static void require() {
        if (FAILURE != null) {
            throw new IllegalStateException(
                    "ND4J cannot be loaded: expected it and its natives on the class path, by one class loader of this JVM",
                    FAILURE);
        }
    }

    private static Throwable load() {
        Loading loading = new Loading();
        loading.start();
        boolean interrupted = false;
        while (true) {
            try {
                loading.join();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return loading.failure;
    }

    /** A class of its own, because nothing of the outer class can run while that waits for it. */
    private static final class Loading extends Thread {

        private Throwable failure;

        Loading() {
            super("load-nd4j");
            setDaemon(true);
            setContextClassLoader(Nd4j.class.getClassLoader());
        }

        @Override
        public void run() {
            try {
                NativesFolder.nameIfHomeless();
                Nd4j.getBackend();
                Blas.useOneThread();
            } catch (Exception | LinkageError reason) {
                failure = reason;
            }
        }
    }
}
