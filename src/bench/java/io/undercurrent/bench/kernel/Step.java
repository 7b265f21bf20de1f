package io.undercurrent.bench.kernel;

/** Something that carries the states of some rows on by a timestep, from where the last call left them. */
interface Step extends AutoCloseable {

    void run();

    /** The states now, (rows × stateSize): h, then c where there is one. */
    float[] states();

    @Override
    void close();
}
