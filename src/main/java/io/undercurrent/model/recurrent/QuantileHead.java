package io.undercurrent.model.recurrent;

import io.undercurrent.nn.Network;
import io.undercurrent.nn.Shape;
import io.undercurrent.nn.cell.Activation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The dense layers that compute all quantiles of all days ahead from the hidden state h at the origin.
 *
 * <p>For a day ahead with features f, target k and quantile q, the output is the correction of the baseline, in units
 * of the scale:
 *
 * <pre>
 *   readout(h)[lead, k, q] + skip(f)[k, q] + correction(tanh(context(h) + lead(f)))[k, q]
 * </pre>
 *
 * The readout has separate weights for each lead; the correction combines the state with the calendar of the day. Terms
 * that depend on h alone are computed once for each origin, not for each lead.
 *
 * @param readout units → horizon·targets·quantiles
 * @param context units → headUnits
 * @param lead leadSize → headUnits
 * @param skip leadSize → targets·quantiles
 * @param correction headUnits → targets·quantiles
 */
public record QuantileHead(Network readout, Network context, Network lead, Network skip, Network correction) {

    static final String READOUT = "readout";

    /** Names of the parts, in the order of the model file. */
    static final List<String> PARTS = List.of(READOUT, "context", "lead", "skip", "correction");

    /** Parts whose outputs are summed. */
    static final List<String> LAST_LAYERS = List.of(READOUT, "skip", "correction");

    /** A head with random weights. */
    static QuantileHead random(ModelSpec spec, SplittableRandom seeds) {
        int units = spec.units();
        int leadSize = WindowEncoder.leadSize(spec);
        int outputs = spec.columns().targets().size() * spec.quantiles().size();
        return new QuantileHead(
                linear(units, outputs * spec.horizon(), seeds),
                linear(units, spec.headUnits(), seeds),
                linear(leadSize, spec.headUnits(), seeds),
                linear(leadSize, outputs, seeds),
                linear(spec.headUnits(), outputs, seeds));
    }

    private static Network linear(int inputs, int units, SplittableRandom seeds) {
        return Network.input(Shape.vector(inputs))
                .dense(units, Activation.LINEAR)
                .build(seeds.nextLong());
    }

    /**
     * The head made of {@code parts}, named as in {@link #parts}.
     *
     * @throws IllegalArgumentException if a part has another shape than {@code spec} requires
     */
    static QuantileHead of(ModelSpec spec, Map<String, Network> parts) {
        int outputs = spec.columns().targets().size() * spec.quantiles().size();
        int leadSize = WindowEncoder.leadSize(spec);
        return new QuantileHead(
                require(parts, READOUT, spec.units(), outputs * spec.horizon()),
                require(parts, "context", spec.units(), spec.headUnits()),
                require(parts, "lead", leadSize, spec.headUnits()),
                require(parts, "skip", leadSize, outputs),
                require(parts, "correction", spec.headUnits(), outputs));
    }

    private static Network require(Map<String, Network> parts, String name, int inputs, int units) {
        Network part = parts.get(name);
        int actualInputs = part.inputShape().features();
        int actualUnits = part.outputShape().features();
        if (actualInputs != inputs || actualUnits != units) {
            throw new IllegalArgumentException("head." + name + ": expected " + inputs + " inputs and " + units
                    + " units, but got " + actualInputs + " and " + actualUnits);
        }
        return part;
    }

    /** The parts by name, in the order of the model file. */
    public Map<String, Network> parts() {
        Map<String, Network> parts = new LinkedHashMap<>();
        List<Network> networks = List.of(readout, context, lead, skip, correction);
        for (int i = 0; i < PARTS.size(); i++) {
            parts.put(PARTS.get(i), networks.get(i));
        }
        return parts;
    }
}
