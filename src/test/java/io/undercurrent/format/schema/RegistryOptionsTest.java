package io.undercurrent.format.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryOptionsTest {

    @TempDir
    private Path directory;

    private RegistryOptions options(String... lines) throws IOException {
        return RegistryOptions.of(
                List.of("http://localhost:8081"), Files.write(directory.resolve("registry"), List.of(lines)));
    }

    /** As the page of a cluster of Confluent's says to set up a client. */
    @Test
    void takesTheFileOfAConfluentClient() throws IOException {
        assertEquals(
                Optional.of("Basic a2V5OnNlY3JldA=="),
                options(
                                "schema.registry.basic.auth.credentials.source=USER_INFO",
                                "schema.registry.basic.auth.user.info=key:secret",
                                "ssl.truststore.type=PKCS12")
                        .authorization());
        assertEquals(
                Optional.of("Bearer secret"),
                options("bearer.auth.credentials.source=STATIC_TOKEN", "bearer.auth.token=secret")
                        .authorization());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            basic.auth.credentials.source=URL | USER_INFO, but got 'URL'
            ssl.keystore.type=PEM             | JKS or PKCS12, but got 'PEM'
            """)
    void namesWhatItCannotDo(String line, String expected) {
        String name = line.substring(0, line.indexOf('='));
        assertEquals(
                "schema-registry-properties: expected " + name + "=" + expected,
                assertThrows(IllegalArgumentException.class, () -> options(line))
                        .getMessage());
    }

    /** Nobody logged in with it, and it stood in the log. */
    @Test
    void refusesALoginInTheAddress() {
        assertEquals(
                "schema-registry: expected an address without a login, which basic.auth.user.info has in a file for"
                        + " schema-registry-properties, but got one for registry.example",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> RegistryOptions.of(List.of("https://key:secret@registry.example"), null))
                        .getMessage());
    }
}
