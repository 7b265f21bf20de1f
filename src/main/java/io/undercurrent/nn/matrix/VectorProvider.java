package io.undercurrent.nn.matrix;

import java.util.Optional;

/** How {@link Backends} gets at the back end that is compiled apart. */
public interface VectorProvider {

    /** Empty where the processor has no vectors that are wide enough. */
    Optional<Backend> backend();
}
