package io.undercurrent.nn.vector;

import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.matrix.VectorProvider;
import java.util.Optional;

/** Gives the back end if the processor has vectors that make it worth while. */
public final class VectorApi implements VectorProvider {

    private static final int BITS = 128;
    /** An x86 of narrower vectors has no fused multiply and add, which Java would do in software. */
    private static final int BITS_ON_X86 = 256;

    @Override
    public Optional<Backend> backend() {
        int least = System.getProperty("os.arch").equals("amd64") ? BITS_ON_X86 : BITS;
        return Lanes.COUNT * Float.SIZE < least ? Optional.empty() : Optional.of(new VectorBackend());
    }
}
