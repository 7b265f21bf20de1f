package io.undercurrent.nn.matrix;

import java.util.Optional;

/** Through this {@link Backends} loads the back end that is compiled separately. */
public interface VectorProvider {

    /** The back end; empty if the processor's vectors are too narrow. */
    Optional<Backend> backend();
}
