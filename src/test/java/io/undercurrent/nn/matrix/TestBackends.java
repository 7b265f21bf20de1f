package io.undercurrent.nn.matrix;

import java.util.List;

/** Both back ends, of which the tests have to have both: surefire starts its JVM with the module. */
public final class TestBackends {

    private TestBackends() {}

    public static List<Backend> all() {
        return List.of(Backends.blas(), Backends.vector().orElseThrow());
    }
}
