package io.undercurrent.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The deployment against the schema that the Flink Kubernetes operator publishes, and what stands beside it. Kubernetes drops
 * fields that a schema does not know without a word; here they are errors.
 */
class KubernetesTest {

    private static final String FOLDER = "deploy/kubernetes/";
    private static final String SCHEMA = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

    @Test
    void theDeploymentKeepsToTheSchemaOfTheOperator() throws IOException {
        assertEquals(Set.of(), faults(deployment()));
    }

    /** A pod is a pod: the schema of the deployment has one too. */
    @ParameterizedTest
    @CsvSource({"retrain.yaml,1", "train.yaml,0"})
    void aJobThatTrainsKeepsToTheSchemaOfPods(String file, int document) throws IOException {
        JsonNode pod = training(file, document).at("/spec/jobTemplate/spec/template");
        ObjectNode deployment = deployment();
        ((ObjectNode) deployment.get("spec")).set("podTemplate", pod);
        assertEquals(Set.of(), faults(deployment));
        ((ObjectNode) pod.at("/spec/containers/0")).put("argument", "");
        assertEquals(1, faults(deployment).size(), faults(deployment).toString());
    }

    /** What it writes is what the job reads: by the same topics, at the same path of the same volume. */
    @ParameterizedTest
    @CsvSource({"retrain.yaml,1,--models-dir=", "train.yaml,0,model="})
    void theJobReadsWhatTrainingWrites(String file, int document, String place) throws IOException {
        JsonNode writer = training(file, document).at("/spec/jobTemplate/spec/template/spec");
        JsonNode reader = deployment().at("/spec/podTemplate/spec");
        assertEquals(claim(writer), claim(reader));
        assertEquals(mountOfModels(writer), mountOfModels(reader));
        assertEquals(
                writer.at("/securityContext/fsGroup"), reader.at("/securityContext/fsGroup"), "one volume, one group");
        String args = writer.at("/containers/0/args").toString();
        assertTrue(args.contains(place + mountOfModels(writer)), args);
        String run = deployment().at("/spec/job/args").toString();
        assertTrue(run.contains("--models-topic=models"), run);
        String kafka = "--bootstrap-servers[ =]kafka-kafka-bootstrap:9092";
        assertTrue(Pattern.compile(kafka).matcher(args).find(), args);
        assertTrue(Pattern.compile(kafka).matcher(run).find(), run);
    }

    private static JsonNode training(String file, int document) throws IOException {
        return DeployedFiles.yaml(FOLDER + file).get(document);
    }

    private static String claim(JsonNode pod) {
        for (JsonNode volume : pod.get("volumes")) {
            if (volume.get("name").asText().equals("models")) {
                return volume.at("/persistentVolumeClaim/claimName").asText();
            }
        }
        throw new AssertionError("no volume models in " + pod);
    }

    private static String mountOfModels(JsonNode pod) {
        for (JsonNode mount : pod.at("/containers/0/volumeMounts")) {
            if (mount.get("name").asText().equals("models")) {
                return mount.get("mountPath").asText();
            }
        }
        throw new AssertionError("no mount of models in " + pod);
    }

    @Test
    void fieldsThatTheSchemaDoesNotKnowAreFound() throws IOException {
        ObjectNode deployment = deployment();
        ((ObjectNode) deployment.at("/spec/job")).put("upgradeMod", "savepoint");
        ((ObjectNode) deployment.at("/spec/job")).put("upgradeMode", "sometimes");
        ((ObjectNode) deployment.at("/spec/podTemplate/spec/containers/0")).put("environment", "");
        assertEquals(3, faults(deployment).size(), faults(deployment).toString());
    }

    /** The operator mounts its own over that of the image. */
    @Test
    void whatIsLoggedIsBoundedAsInTheImage() throws IOException {
        String image = DeployedFiles.text("deploy/flink/log4j-console.properties");
        assertEquals(
                image.substring(image.indexOf("monitorInterval")),
                deployment()
                        .at("/spec/logConfiguration/log4j-console.properties")
                        .asText());
    }

    @Test
    void theNamespaceThatAllGoesIntoIsMade() throws IOException {
        JsonNode kustomization =
                DeployedFiles.yaml(FOLDER + "kustomization.yaml").get(0);
        List<String> namespaces = new ArrayList<>();
        for (JsonNode file : kustomization.get("resources")) {
            for (JsonNode resource : DeployedFiles.yaml(FOLDER + file.asText())) {
                if (resource.get("kind").asText().equals("Namespace")) {
                    assertEquals("v1", resource.get("apiVersion").asText());
                    namespaces.add(resource.at("/metadata/name").asText());
                }
            }
        }
        assertEquals(List.of(kustomization.get("namespace").asText()), namespaces);
    }

    private static ObjectNode deployment() throws IOException {
        return (ObjectNode) DeployedFiles.yaml(FOLDER + "flinkdeployment.yaml").get(0);
    }

    private static Set<ValidationMessage> faults(JsonNode deployment) throws IOException {
        ObjectNode schema;
        try (InputStream definition = KubernetesTest.class.getResourceAsStream(SCHEMA)) {
            JsonNode versions =
                    new ObjectMapper(new YAMLFactory()).readTree(definition).at("/spec/versions");
            assertEquals("v1beta1", versions.at("/0/name").asText());
            schema = (ObjectNode) versions.at("/0/schema/openAPIV3Schema");
        }
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").put("type", "object").put("x-kubernetes-preserve-unknown-fields", true);
        // The newest operator on Maven Central is older than Flink 2.2.
        assertFalse(schema.at("/properties/spec/properties/flinkVersion/enum")
                .toString()
                .contains("v2_2"));
        ((ObjectNode) schema.at("/properties/spec/properties/flinkVersion")).remove("enum");
        forbidWhatIsNotNamed(schema);
        JsonSchema strict =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
        return strict.validate(deployment);
    }

    private static void forbidWhatIsNotNamed(JsonNode schema) {
        boolean open = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (schema.path("properties").isObject() && !open && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.path("properties").forEach(KubernetesTest::forbidWhatIsNotNamed);
        if (schema.path("items").isObject()) {
            forbidWhatIsNotNamed(schema.get("items"));
        }
        if (schema.path("additionalProperties").isObject()) {
            forbidWhatIsNotNamed(schema.get("additionalProperties"));
        }
    }
}
