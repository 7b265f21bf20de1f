package io.undercurrent.embedded;

/**
 * The broker of this JVM, for tests that neither stop it nor set it up in their own way. It starts when it is first asked for and runs
 * until the JVM ends, so that classes of tests need not start one each. Topics and groups of a test have names of its own.
 */
public final class SharedKafka {

    private SharedKafka() {}

    public static EmbeddedKafka get() {
        return Running.BROKER;
    }

    /** Starts when the class is loaded. */
    private static final class Running {

        private static final EmbeddedKafka BROKER = start();

        private static EmbeddedKafka start() {
            EmbeddedKafka broker = EmbeddedKafka.start();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "end of the shared broker"));
            return broker;
        }
    }
}
