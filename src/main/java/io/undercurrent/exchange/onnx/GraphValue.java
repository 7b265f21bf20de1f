package io.undercurrent.exchange.onnx;

import io.undercurrent.exchange.Refusal;
import io.undercurrent.exchange.onnx.file.OnnxModel;
import java.util.List;

/** A value of a graph, as far as it is known without running the graph. */
sealed interface GraphValue {

    /** Constant floats, row-major. */
    record Floats(long[] shape, float[] values) implements GraphValue {

        boolean isZero() {
            for (float value : values) {
                if (value != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whole numbers, row-major, most of them lengths; {@link OnnxModel#OPEN} for a length that is not known. */
    record Integers(long[] shape, long[] values) implements GraphValue {

        static Integers vector(long... values) {
            return new Integers(new long[] {values.length}, values);
        }
    }

    /** Zeros of a shape that depends on the batch. */
    record Zeros() implements GraphValue {}

    /** Comes out of layers on top of each other: see {@link Signal}. */
    record Flowing(Signal signal) implements GraphValue {}

    /** An initial state that the caller hands in, or a part of several. */
    record InitialState() implements GraphValue {}

    /**
     * A state after the last timestep, or several that follow each other along the first axis.
     *
     * @param hidden the last hidden states, lowest layer first, which layers can take; empty if it is not known which state is where
     */
    record FinalState(List<Signal> hidden) implements GraphValue {

        static final FinalState UNKNOWN = new FinalState(List.of());

        public FinalState {
            hidden = List.copyOf(hidden);
        }
    }

    /** Not supported, or computed from an unsupported value. */
    record Unheld(Refusal refusal) implements GraphValue {}
}
