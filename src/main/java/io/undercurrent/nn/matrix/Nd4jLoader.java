package io.undercurrent.nn.matrix;

import org.nd4j.linalg.factory.Nd4j;

/**
 * Loads ND4J, once in a JVM and for good.
 *
 * <p>ND4J looks for its parts through the context class loader of the thread that first needs them, keeps that loader,
 * and gives it to its own threads. JavaCPP unpacks native libraries through channels that an interrupt closes. In a
 * Flink cluster that first thread would be a task of a job: if the job were cancelled during loading, the JVM could
 * never use ND4J again, and once the job ended, ND4J would be left with a closed class loader. Therefore a separate
 * thread, which is never interrupted, loads ND4J with ND4J's own class loader.
 */
final class Nd4jLoader {

    private static final Throwable FAILURE = load();

    private Nd4jLoader() {}

    /**
     * Waits until ND4J is loaded.
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

    /** A separate class, because no code of the outer class can run while its initialiser waits for this thread. */
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
