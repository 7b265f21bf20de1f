package io.undercurrent.nn.matrix;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The back ends available. One is picked for the whole process: Java's Vector API if the JVM was started with its
 * module and compiles it to vector instructions, otherwise OpenBLAS through ND4J.
 */
public final class Backends {

    /** The system property that selects a back end: {@code vector} or {@code blas}. */
    public static final String PROPERTY = "undercurrent.backend";

    private static final String VECTOR = "vector";
    private static final String BLAS = "blas";
    private static final String MODULE = "jdk.incubator.vector";

    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);
    /** Compiled separately and loaded by name, because its module is not always present. */
    private static final String PROVIDER = "io.undercurrent.nn.vector.VectorApi";

    private static final Optional<Backend> VECTOR_API = findVectorApi();
    private static final Backend CURRENT = pick(System.getProperty(PROPERTY));

    private Backends() {}

    /** The back end of this process. */
    public static Backend current() {
        return CURRENT;
    }

    /** OpenBLAS through ND4J, which runs everywhere. */
    public static Backend blas() {
        return new BlasBackend();
    }

    /** Java's Vector API; empty if the JVM lacks it or does not compile it to vector instructions. */
    public static Optional<Backend> vector() {
        return VECTOR_API;
    }

    private static Optional<Backend> findVectorApi() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty() || !hasC2()) {
            return Optional.empty();
        }
        try {
            Object provider = Class.forName(PROVIDER).getConstructor().newInstance();
            return ((VectorProvider) provider).backend();
        } catch (ReflectiveOperationException | LinkageError other) {
            LOG.warn("The Vector API of this JVM is not the one known here", other);
            return Optional.empty();
        }
    }

    /** Whether the JVM has the C2 compiler. Without it each vector is an object on the heap. */
    private static boolean hasC2() {
        return System.getProperty("java.vm.name", "").contains("Server VM")
                && System.getProperty("java.vm.info", "").startsWith("mixed mode")
                && !System.getProperty("java.vm.info", "").contains("emulated-client");
    }

    private static Backend pick(String wanted) {
        if (wanted != null && !wanted.equals(VECTOR) && !wanted.equals(BLAS)) {
            throw new IllegalArgumentException(
                    PROPERTY + ": expected " + VECTOR + " or " + BLAS + ", but got '" + wanted + "'");
        }
        if (VECTOR.equals(wanted) && VECTOR_API.isEmpty()) {
            throw new IllegalStateException(
                    PROPERTY + ": " + VECTOR + " needs a JVM with the C2 compiler on a processor with vectors of "
                            + "at least 128 bits (256 on x86), started with --add-modules " + MODULE);
        }
        Backend picked = BLAS.equals(wanted) ? blas() : VECTOR_API.orElseGet(Backends::blas);
        if (wanted == null && VECTOR_API.isEmpty()) {
            LOG.warn(
                    "Networks run on {}, which is slower than the Vector API: start Java with --add-modules {} to have that",
                    picked.description(),
                    MODULE);
        } else {
            LOG.info("Networks run on {}", picked.description());
        }
        return picked;
    }
}
