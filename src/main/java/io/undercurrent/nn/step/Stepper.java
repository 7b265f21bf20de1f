package io.undercurrent.nn.step;

import io.undercurrent.nn.ActivationLayer;
import io.undercurrent.nn.CellLayer;
import io.undercurrent.nn.Dense;
import io.undercurrent.nn.Flatten;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.RecurrentLayer;
import io.undercurrent.nn.ResetBeforeGru;
import io.undercurrent.nn.Scaling;
import io.undercurrent.nn.matrix.Backend;
import io.undercurrent.nn.matrix.Backends;
import java.util.ArrayList;
import java.util.List;

/**
 * One thread's working memory to run a {@link Network}. The constructor allocates all of it; running allocates nothing.
 *
 * <p>Rows are independent: a row's outputs and states are the same to the bit whichever other rows run with it, and
 * whether its timesteps run one by one or together.
 */
public final class Stepper implements AutoCloseable {

    private final Network network;
    private final int features;
    private final int units;
    private final int stateSize;
    /** The layers that run at each timestep; then the layers above the last state or the flattened window. */
    private final List<LayerStep> recurring = new ArrayList<>();

    private final List<LayerStep> closing = new ArrayList<>();
    /** All recurrent layers, in the order of their states in a row of states. */
    private final List<StateStep> recurrent = new ArrayList<>();

    /** Where the inputs of a timestep are written. */
    private final TileRows input;

    /** Timesteps of the window if the network flattens it, otherwise 0. */
    private final int windowTimesteps;

    /** The flattened window, and its columns for each timestep; empty if the network does not flatten. */
    private final TileRows window;

    private final List<TileRows> windowColumns = new ArrayList<>();

    /** A stepper on the back end of this process. */
    public Stepper(Network network) {
        this(network, Backends.current());
    }

    public Stepper(Network network, Backend backend) {
        this.network = network;
        this.features = network.inputShape().features();
        this.units = network.outputShape().features();
        this.stateSize = network.stateSize();
        boolean sequence = network.inputShape().sequence();
        int timesteps = 0;
        int width = 0;
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            List<LayerStep> part = sequence ? recurring : closing;
            if (layer instanceof RecurrentLayer recurrentLayer) {
                StateStep step = recurrentLayer instanceof CellLayer cellLayer
                        ? new RecurrentStep(cellLayer, backend)
                        : new ResetBeforeGruStep((ResetBeforeGru) recurrentLayer, backend);
                part.add(step);
                recurrent.add(step);
            } else if (layer instanceof Dense dense) {
                part.add(new DenseStep(dense, backend));
            } else if (layer instanceof Scaling scaling) {
                part.add(new ScalingStep(scaling));
            } else if (layer instanceof ActivationLayer activation) {
                part.add(new ActivationStep(activation));
            } else if (layer instanceof Flatten flatten) {
                timesteps = flatten.timesteps();
                width = flatten.features();
            }
            sequence = network.shapes().get(i).sequence();
        }
        LayerStep lowest = !recurring.isEmpty() ? recurring.get(0) : timesteps == 0 ? closing.get(0) : null;
        this.input = lowest == null ? TileRows.of(features) : lowest.inputs();
        this.windowTimesteps = timesteps;
        this.window = TileRows.of(timesteps * width);
        for (int t = 0; t < timesteps; t++) {
            windowColumns.add(window.columns(t * width, width));
        }
    }

    /**
     * Runs one timestep of many rows and updates only their states.
     *
     * @param inputs (rows × features)
     * @param states (rows × stateSize), updated in place
     */
    public void advance(int rows, float[] inputs, float[] states) {
        requireTimesteps(1);
        requireRoom("inputs", (long) rows * features, inputs.length);
        requireRoom("states", (long) rows * stateSize, states.length);
        for (int first = 0; first < rows; first += LayerStep.TILE) {
            int count = Math.min(LayerStep.TILE, rows - first);
            load(count, states, first);
            input.put(count, inputs, first * features, features);
            run(count, recurring, input);
            store(count, states, first);
        }
    }

    /**
     * Runs one timestep of many rows.
     *
     * @param inputs (rows × features)
     * @param states (rows × stateSize), updated in place
     * @param outputs receives (rows × units)
     */
    public void step(int rows, float[] inputs, float[] states, float[] outputs) {
        run(rows, 1, inputs, states, outputs);
    }

    /**
     * Runs several timesteps of many rows. A network whose input has a fixed length may be run any number of timesteps
     * at once, unless it flattens its window.
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
            TileRows last = input;
            for (int t = 0; t < timesteps; t++) {
                input.put(rows, inputs, (first * timesteps + t) * features, timesteps * features);
                last = through(rows, recurring, input);
                if (sequences) {
                    last.get(rows, outputs, (first * timesteps + t) * units, timesteps * units);
                } else if (windowTimesteps > 0) {
                    windowColumns.get(t).put(rows, last);
                }
            }
            if (!sequences) {
                last = through(rows, closing, windowTimesteps > 0 ? window : last);
                last.get(rows, outputs, first * units, units);
            }
            store(rows, states, first);
        }
    }

    private static TileRows through(int count, List<LayerStep> steps, TileRows rows) {
        run(count, steps, rows);
        return steps.isEmpty() ? rows : steps.get(steps.size() - 1).outputs();
    }

    private static void run(int count, List<LayerStep> steps, TileRows rows) {
        for (int i = 0; i < steps.size(); i++) {
            TileRows below = i == 0 ? rows : steps.get(i - 1).outputs();
            LayerStep step = steps.get(i);
            if (step.inputs() != below) {
                step.inputs().put(count, below);
            }
            step.step(count);
        }
    }

    private void load(int rows, float[] states, int first) {
        int offset = first * stateSize;
        for (int i = 0; i < recurrent.size(); i++) {
            recurrent.get(i).load(rows, states, offset, stateSize);
            offset += recurrent.get(i).stateSize();
        }
    }

    private void store(int rows, float[] states, int first) {
        int offset = first * stateSize;
        for (int i = 0; i < recurrent.size(); i++) {
            recurrent.get(i).store(rows, states, offset, stateSize);
            offset += recurrent.get(i).stateSize();
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
