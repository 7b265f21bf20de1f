package io.undercurrent.nn.vector;

import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.matrix.VectorProvider;
import java.util.Optional;

/** Creates the back end if the processor's vectors are wide enough to be faster. */
public final class VectorApi implements VectorProvider {

    private static final int BITS = 128;
    /** x86 processors with narrower vectors have no fused multiply-add; Java would compute it in software. */
    private static final int BITS_ON_X86 = 256;

    @Override
    public Optional<Backend> backend() {
        int least = System.getProperty("os.arch").equals("amd64") ? BITS_ON_X86 : BITS;
        return Lanes.COUNT * Float.SIZE < least ? Optional.empty() : Optional.of(new VectorBackend());
    }
}
