package io.undercurrent.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.Provenance;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.nn.Network;
import io.undercurrent.series.Columns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryProfileTest {

    private static final ModelSpec SPEC = new ModelSpec(
            Columns.ofTargets("sales"), List.of(), 14, 3, List.of(0.5), ModelSpec.Cell.SIMPLE_RNN, 4, 1, 4);

    /** A model with weights of its own choice: {@code recurrent} on the diagonal, so that a state fades by that factor a day. */
    private static RecurrentModel fading(float recurrent) {
        RecurrentModel random = RecurrentModel.untrained(SPEC, 3);
        Map<String, float[]> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, Network> network : random.networks().entrySet()) {
            parameters.put(network.getKey(), network.getValue().parameters());
        }
        float[] trunk = parameters.get("trunk");
        int kernel = trunk.length - 4 * 4 - 4;
        for (int i = 0; i < kernel; i++) {
            // Small inputs keep tanh in its straight part.
            trunk[i] *= 0.01f;
        }
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                trunk[kernel + row * 4 + column] = row == column ? recurrent : 0;
            }
        }
        Provenance provenance = random.provenance();
        return random.withParameters(parameters, provenance);
    }

    @Test
    void measuresAKnownRateOfForgetting() {
        List<MemoryProfile> profiles = MemoryProfile.measure(fading(0.8f), 1, 2, 3, 8);
        double newest = profiles.get(0).carried();
        assertTrue(newest > 0);
        assertEquals(0.8, profiles.get(1).carried() / newest, 0.02);
        assertEquals(0.64, profiles.get(2).carried() / newest, 0.02);
        assertEquals(Math.pow(0.8, 7), profiles.get(3).carried() / newest, 0.02);
    }

    @Test
    void seesThatAModelWithoutRecurrenceRemembersNothing() {
        List<MemoryProfile> profiles = MemoryProfile.measure(fading(0), 1, 2, 40);
        assertTrue(profiles.get(0).carried() > 0);
        assertEquals(0, profiles.get(1).carried());
        assertEquals(0, profiles.get(2).carried());
        assertTrue(profiles.get(1).total() > 0, "the window still holds the reading of the day before");
        assertEquals(0, profiles.get(2).total(), "and no longer after forty days");
    }
}
