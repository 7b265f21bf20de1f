package io.undercurrent.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * One thread's working memory to run a {@link Network}. All of it is taken at once: running allocates no array and no native
 * memory.
 *
 * <p>Rows are independent of each other: a row's outputs and states have the same bits whatever other rows run with it, and
 * whether its timesteps are run one by one or together.
 */
public final class Stepper implements AutoCloseable {

    private final Network network;
    private final int features;
    private final int units;
    private final int stateSize;
    /** The layers that run at each timestep, and those above the last state or the flattened window. */
    private final List<LayerStep> recurring = new ArrayList<>();

    private final List<LayerStep> closing = new ArrayList<>();
    /** Of all recurrent layers in the order in which a row of states holds them; each (units × TILE). */
    private final List<float[]> statePlanes = new ArrayList<>();

    /** (features × TILE) */
    private final float[] input;
    /** (timesteps·features × TILE) if the network flattens its window, otherwise empty. */
    private final float[] window;

    private final int windowTimesteps;

    Stepper(Network network) {
        this.network = network;
        this.features = network.inputShape().features();
        this.units = network.outputShape().features();
        this.stateSize = network.stateSize();
        this.input = new float[LayerStep.TILE * features];
        boolean sequence = network.inputShape().sequence();
        int flattened = 0;
        int timesteps = 0;
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            List<LayerStep> part = sequence ? recurring : closing;
            if (layer instanceof RecurrentLayer recurrent) {
                RecurrentStep step = new RecurrentStep(recurrent);
                part.add(step);
                statePlanes.addAll(List.of(step.states()));
            } else if (layer instanceof Dense dense) {
                part.add(new DenseStep(dense));
            } else if (layer instanceof Flatten flatten) {
                flattened = flatten.units();
                timesteps = flatten.timesteps();
            }
            sequence = network.shapes().get(i).sequence();
        }
        this.window = new float[LayerStep.TILE * flattened];
        this.windowTimesteps = timesteps;
    }

    /**
     * One timestep of many rows.
     *
     * @param inputs (rows × features)
     * @param states (rows × stateSize), updated in place
     * @param outputs receives (rows × units)
     */
    public void step(int rows, float[] inputs, float[] states, float[] outputs) {
        run(rows, 1, inputs, states, outputs);
    }

    /**
     * Several timesteps of many rows. A network whose input has a fixed length may be run any number of timesteps at once, unless
     * it flattens its window.
     *
     * @param inputs (batch × timesteps × features)
     * @param states (batch × stateSize), updated in place
     * @param outputs receives (batch × units), or (batch × timesteps × units) if the network returns sequences
     */
    public void run(int batch, int timesteps, float[] inputs, float[] states, float[] outputs) {
        boolean sequences = network.outputShape().sequence();
        requireTimesteps(timesteps);
        requireRoom("inputs", (long) batch * timesteps * features, inputs.length);
        requireRoom("states", (long) batch * stateSize, states.length);
        requireRoom("outputs", (long) batch * (sequences ? timesteps : 1) * units, outputs.length);
        for (int first = 0; first < batch; first += LayerStep.TILE) {
            int rows = Math.min(LayerStep.TILE, batch - first);
            load(rows, states, first);
            float[] last = input;
            for (int t = 0; t < timesteps; t++) {
                int from = (first * timesteps + t) * features;
                Lanes.gather(inputs, from, timesteps * features, rows, input, LayerStep.TILE);
                last = through(recurring, input);
                if (sequences) {
                    int to = (first * timesteps + t) * units;
                    Lanes.scatter(last, LayerStep.TILE, rows, outputs, to, timesteps * units);
                } else if (windowTimesteps > 0) {
                    System.arraycopy(last, 0, window, t * last.length, last.length);
                }
            }
            if (!sequences) {
                last = through(closing, windowTimesteps > 0 ? window : last);
                Lanes.scatter(last, LayerStep.TILE, rows, outputs, first * units, units);
            }
            store(rows, states, first);
        }
    }

    private static float[] through(List<LayerStep> steps, float[] values) {
        float[] last = values;
        for (int i = 0; i < steps.size(); i++) {
            last = steps.get(i).step(last);
        }
        return last;
    }

    private void load(int rows, float[] states, int first) {
        int offset = first * stateSize;
        for (int i = 0; i < statePlanes.size(); i++) {
            float[] plane = statePlanes.get(i);
            Lanes.gather(states, offset, stateSize, rows, plane, LayerStep.TILE);
            offset += plane.length / LayerStep.TILE;
        }
    }

    private void store(int rows, float[] states, int first) {
        int offset = first * stateSize;
        for (int i = 0; i < statePlanes.size(); i++) {
            float[] plane = statePlanes.get(i);
            Lanes.scatter(plane, LayerStep.TILE, rows, states, offset, stateSize);
            offset += plane.length / LayerStep.TILE;
        }
    }

    private void requireTimesteps(int timesteps) {
        boolean vector = !network.inputShape().sequence();
        int expected = vector ? 1 : windowTimesteps;
        if (timesteps < 1 || expected > 0 && timesteps != expected) {
            throw new IllegalArgumentException("timesteps: expected "
                    + (expected > 0 ? "exactly " + expected : "at least 1") + ", but got " + timesteps);
        }
    }

    private static void requireRoom(String name, long expected, int actual) {
        if (expected < 0 || actual < expected) {
            throw new IllegalArgumentException(name + ": expected at least " + expected + " values, but got " + actual);
        }
    }

    /** Gives the native memory back. */
    @Override
    public void close() {
        recurring.forEach(LayerStep::close);
        closing.forEach(LayerStep::close);
    }
}
