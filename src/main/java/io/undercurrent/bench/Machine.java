package io.undercurrent.bench;

import io.undercurrent.model.recurrent.RecurrentModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the figures were measured on. */
public final class Machine {

    private static final Path CPU = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Properties of this machine and this JVM, by name. */
    public static Map<String, String> describe() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("processor", processor());
        properties.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        properties.put("heap", Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB");
        properties.put("java", Runtime.version().toString());
        properties.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        properties.put("networks", RecurrentModel.backend());
        properties.put("OPENBLAS_CORETYPE", System.getenv().getOrDefault("OPENBLAS_CORETYPE", "not set"));
        return properties;
    }

    private static String processor() {
        try (var lines = Files.lines(CPU)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
