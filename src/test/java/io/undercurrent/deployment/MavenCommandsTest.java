package io.undercurrent.deployment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code ./mvnw -Pdemo} and {@code ./mvnw -Pbench} work as they stand: Maven hands on by name what it finds no value for. */
class MavenCommandsTest {

    private static final Pattern OPTIONS = Pattern.compile("\\$\\{(\\w+\\.options)}");

    @Test
    void optionsThatNobodyGaveAreNone() throws IOException {
        String pom = DeployedFiles.text("pom.xml");
        List<String> names = OPTIONS.matcher(pom)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertFalse(names.isEmpty());
        for (String name : names) {
            assertTrue(
                    pom.contains("<" + name + "/>") || pom.contains("<" + name + ">"),
                    name + " has no default in pom.xml");
        }
    }

    /** What the demo says when it fails is to stand right above the end of the build, and not above a trace of Maven. */
    @Test
    void theTraceOfThePluginThatRunsThemIsOff() throws IOException {
        assertTrue(DeployedFiles.text(".mvn/maven.config")
                .lines()
                .toList()
                .contains("-Dorg.slf4j.simpleLogger.log.org.codehaus.mojo.exec.ExecMojo=off"));
    }
}
