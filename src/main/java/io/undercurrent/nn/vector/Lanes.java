package io.undercurrent.nn.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector species that the processor prefers. */
final class Lanes {

    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int COUNT = SPECIES.length();

    private Lanes() {}

    /** A number of floats, and as many more as fill the last vector. */
    static int filled(int floats) {
        return (floats + COUNT - 1) / COUNT * COUNT;
    }
}
