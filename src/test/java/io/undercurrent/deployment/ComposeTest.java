package io.undercurrent.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be said of the compose file without Docker; {@code deploy/try-compose} runs it. */
class ComposeTest {

    /** It names the services that it starts, and what is named is started, whether or not its profile was asked for. */
    @Test
    void theTrialLeavesOutServicesThatOnlyStartWhenAskedFor() throws IOException {
        JsonNode services = DeployedFiles.yaml("docker-compose.yml").get(0).get("services");
        List<String> asked = new ArrayList<>();
        for (Map.Entry<String, JsonNode> service : services.properties()) {
            if (service.getValue().has("profiles")) {
                asked.add(service.getKey());
            }
        }
        String left = DeployedFiles.find("(?m)^without\\+=,(.+)$", DeployedFiles.text("deploy/try-compose"));
        assertEquals(String.join(",", asked), left);
    }
}
