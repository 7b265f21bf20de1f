package io.undercurrent.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A listener that speaks TLS and asks for a name and a password (SASL/PLAIN), with a certificate for the loopback address made
 * by {@code keytool}.
 */
final class SecureListener {

    static final String PASSWORD = "river-under-the-river";
    private static final String STORE_PASSWORD = "certificates-of-the-test";

    private final Path keyStore;
    private final Path certificate;
    private final Path clientSettings;
    private final int port = Distribution.freePort();

    private SecureListener(Path directory) {
        keyStore = directory.resolve("broker.p12");
        certificate = directory.resolve("broker.pem");
        clientSettings = directory.resolve("client.properties");
    }

    static SecureListener in(Path directory) throws IOException, InterruptedException {
        SecureListener listener = new SecureListener(directory);
        listener.keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "SAN=ip:" + Distribution.LOOPBACK);
        listener.keytool("-exportcert", "-rfc", "-alias", "broker", "-file", listener.certificate.toString());
        Files.write(
                listener.clientSettings,
                List.of(
                        "security.protocol=SASL_SSL",
                        "ssl.truststore.type=PEM",
                        "ssl.truststore.location=" + listener.certificate,
                        "sasl.mechanism=PLAIN",
                        "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"undercurrent\" password=\"" + PASSWORD + "\";"));
        return listener;
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", keyStore.toString(), "-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
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
                keyStore.toString(),
                "ssl.keystore.password",
                STORE_PASSWORD,
                "ssl.key.password",
                STORE_PASSWORD);
    }

    String address() {
        return Distribution.LOOPBACK + ":" + port;
    }

    /** The file that {@code --kafka-properties} takes. */
    Path clientSettings() {
        return clientSettings;
    }
}
