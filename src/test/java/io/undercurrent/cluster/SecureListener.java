package io.undercurrent.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A listener that speaks TLS and asks for a name and a password (SASL/PLAIN).
 */
final class SecureListener {

    static final String PASSWORD = "river-under-the-river";

    private final LoopbackCertificate certificate;
    private final Path clientSettings;
    private final int port = Distribution.freePort();

    private SecureListener(LoopbackCertificate certificate, Path clientSettings) {
        this.certificate = certificate;
        this.clientSettings = clientSettings;
    }

    static SecureListener in(Path directory) throws IOException, InterruptedException {
        SecureListener listener =
                new SecureListener(LoopbackCertificate.in(directory), directory.resolve("client.properties"));
        Files.write(
                listener.clientSettings,
                List.of(
                        "security.protocol=SASL_SSL",
                        "ssl.truststore.type=PEM",
                        "ssl.truststore.location=" + listener.certificate.certificate(),
                        "sasl.mechanism=PLAIN",
                        "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"undercurrent\" password=\"" + PASSWORD + "\";"));
        return listener;
    }

    Map<String, String> brokerSettings() {
        return Map.of(
                "listeners",
                "SECURE://" + Distribution.LOOPBACK + ":" + port,
                "listener.security.protocol.map",
                "SECURE:SASL_SSL",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.secure.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_undercurrent=\"" + PASSWORD
                        + "\";",
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                certificate.keyStore().toString(),
                "ssl.keystore.password",
                LoopbackCertificate.STORE_PASSWORD,
                "ssl.key.password",
                LoopbackCertificate.STORE_PASSWORD);
    }

    String address() {
        return Distribution.LOOPBACK + ":" + port;
    }

    /** The file that {@code --kafka-properties} takes. */
    Path clientSettings() {
        return clientSettings;
    }
}
