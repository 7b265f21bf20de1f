package io.undercurrent.deployment;

import static io.undercurrent.deployment.DeployedFiles.find;
import static io.undercurrent.deployment.DeployedFiles.property;
import static io.undercurrent.deployment.DeployedFiles.text;
import static io.undercurrent.deployment.DeployedFiles.yaml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** One version, one place: what other files repeat of pom.xml is the same there. */
class VersionsTest {

    @Test
    void imagesAreThoseOfTheBuild() throws IOException {
        String flink = property("flink.version");
        String java = property("maven.compiler.release");
        String dockerfile = text("deploy/Dockerfile");
        assertEquals(flink, find("ARG FLINK_VERSION=(\\S+)", dockerfile));
        assertEquals("java" + java, find("FROM flink:\\S+-(java\\d+) ", dockerfile));
        assertEquals(java + "-jdk", find("ARG JDK_IMAGE=eclipse-temurin:(\\S+)", dockerfile));
        assertEquals(java + "-jre", find("ARG JRE_IMAGE=eclipse-temurin:(\\S+)", dockerfile));
        JsonNode compose = yaml("docker-compose.yml").get(0);
        assertEquals(
                "apache/kafka:" + property("kafka.version"),
                compose.at("/services/kafka/image").asText());
        assertTrue(compose.at("/x-tool/build/args/JDK_IMAGE").asText().endsWith(":-eclipse-temurin:" + java + "-jdk}"));
    }

    @Test
    void everyImageIsPinned() throws IOException {
        for (JsonNode service : yaml("docker-compose.yml").get(0).get("services")) {
            String image = service.path("image").asText(null);
            assertTrue(image == null || image.matches("[a-z/]+:v?[0-9]+\\.[0-9]+\\.[0-9]+"), image);
        }
    }

    @Test
    void kubernetesHasTheFlinkOfTheBuild() throws IOException {
        String flink = property("flink.version");
        JsonNode spec = yaml("deploy/kubernetes/flinkdeployment.yaml").get(0).get("spec");
        assertEquals(
                "v" + flink.replaceFirst("(\\d+)\\.(\\d+).*", "$1_$2"),
                spec.get("flinkVersion").asText());
        assertEquals(
                "flink-s3-fs-hadoop-" + flink + ".jar",
                spec.at("/podTemplate/spec/containers/0/env/0/value").asText());
        assertEquals(
                find("<artifactId>undercurrent</artifactId>\\s*<version>([^<]+)", text("pom.xml")),
                yaml("deploy/kubernetes/kustomization.yaml")
                        .get(0)
                        .at("/images/0/newTag")
                        .asText());
    }
}
