package io.undercurrent.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.series.Columns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** A stored model file of each version of the format still gives its model. */
class ModelFileFixtureTest {

    private static final String FIXTURE = "model-v1.safetensors";
    private static final String ID = "lstm4x2@abf82a";

    private static ForecastModel model() {
        ModelSpec spec = new ModelSpec(
                new Columns(List.of("sales", "temperature"), List.of("promotion", "price")),
                List.of(true, false),
                List.of(Baseline.DECOMPOSITION, Baseline.CLIMATE),
                402,
                3,
                List.of(0.1, 0.5, 0.9),
                ModelSpec.Cell.LSTM,
                4,
                2,
                3);
        return ForecastModel.untrained(spec, 20250318);
    }

    @Test
    void readsVersion1() throws IOException {
        try (InputStream fixture = getClass().getResourceAsStream(FIXTURE)) {
            ForecastModel restored = ModelFile.fromBytes(fixture.readAllBytes());
            ForecastModel expected = model();
            assertEquals(ID, restored.id());
            assertEquals(expected.spec(), restored.spec());
            assertEquals(expected.provenance(), restored.provenance());
            expected.networks()
                    .forEach((name, network) -> assertArrayEquals(
                            network.parameters(), restored.networks().get(name).parameters(), name));
        }
    }

    @Test
    @Disabled("writes the fixture: run by hand when the format gets a new version, under the new version's name")
    void writeFixture() throws IOException {
        ModelFile.write(model(), Path.of("src/test/resources/io/undercurrent/model", FIXTURE));
    }
}
