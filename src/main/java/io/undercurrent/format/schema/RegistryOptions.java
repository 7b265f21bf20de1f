package io.undercurrent.format.schema;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where a schema registry is, and how to log in.
 *
 * @param addresses of the REST API that Confluent's registry has and others offer too; any of them knows all schemas
 * @param settings by the names that Confluent's clients give them, with or without {@code schema.registry.} before them
 */
public record RegistryOptions(List<URI> addresses, Map<String, String> settings) implements Serializable {

    private static final String PREFIX = "schema.registry.";
    private static final String USER = "basic.auth.user.info";
    private static final String TOKEN = "bearer.auth.token";
    private static final String TRUST_STORE = "ssl.truststore.location";
    private static final String TRUST_PASSWORD = "ssl.truststore.password";
    private static final String KEY_STORE = "ssl.keystore.location";
    private static final String KEY_STORE_PASSWORD = "ssl.keystore.password";
    private static final String KEY_PASSWORD = "ssl.key.password";

    private static final Set<String> NAMES = new TreeSet<>(
            Set.of(USER, TOKEN, TRUST_STORE, TRUST_PASSWORD, KEY_STORE, KEY_STORE_PASSWORD, KEY_PASSWORD));

    /** What Confluent's clients want to be told and is known here: the one or the other of these goes without saying. */
    private static final Map<String, Set<String>> IMPLIED = Map.of(
            "basic.auth.credentials.source", Set.of("USER_INFO"),
            "bearer.auth.credentials.source", Set.of("STATIC_TOKEN"),
            "ssl.truststore.type", Set.of("JKS", "PKCS12"),
            "ssl.keystore.type", Set.of("JKS", "PKCS12"));

    public RegistryOptions {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("schema-registry: expected at least one address, but there is none");
        }
        addresses.forEach(RegistryOptions::requireAddress);
        Map<String, String> plain = new HashMap<>();
        settings.forEach((name, value) -> {
            String known = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
            if (IMPLIED.containsKey(known)) {
                requireImplied(name, value.strip(), IMPLIED.get(known));
                return;
            }
            if (!NAMES.contains(known)) {
                throw new IllegalArgumentException(
                        "schema-registry-properties: expected names among " + NAMES + ", but got '" + name + "'");
            }
            plain.put(known, value);
        });
        if (plain.containsKey(USER) && plain.containsKey(TOKEN)) {
            throw new IllegalArgumentException(
                    "schema-registry-properties: expected " + USER + " or " + TOKEN + ", but got both");
        }
        settings = Map.copyOf(plain);
    }

    private static void requireImplied(String name, String value, Set<String> possible) {
        if (!possible.contains(value.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("schema-registry-properties: expected " + name + "="
                    + String.join(" or ", new TreeSet<>(possible)) + ", but got '" + value + "'");
        }
    }

    private static void requireAddress(URI address) {
        if (address.getUserInfo() != null) {
            // Java's client would not log in with it, and messages name addresses.
            throw new IllegalArgumentException("schema-registry: expected an address without a login, which " + USER
                    + " has in a file for schema-registry-properties, but got one for " + address.getHost());
        }
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!http || address.getHost() == null || address.getQuery() != null) {
            throw new IllegalArgumentException(
                    "schema-registry: expected an address such as http://localhost:8081, but got '" + address + "'");
        }
    }

    /** Addresses as one text lists them, separated by commas. */
    static List<URI> addresses(List<String> texts) {
        try {
            return texts.stream()
                    .map(text -> URI.create(text.strip().replaceFirst("/+$", "")))
                    .toList();
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "schema-registry: expected addresses such as http://localhost:8081, but got " + texts, malformed);
        }
    }

    /**
     * The options of addresses as texts.
     *
     * @param properties the file with the settings; null for none
     */
    public static RegistryOptions of(List<String> addresses, Path properties) {
        return new RegistryOptions(addresses(addresses), properties == null ? Map.of() : settings(properties));
    }

    private static Map<String, String> settings(Path file) {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "schema-registry-properties: expected a file of properties, but cannot read " + file, unreadable);
        }
        Map<String, String> all = new HashMap<>();
        read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        return all;
    }

    /** The header that logs in; empty where none is needed. */
    Optional<String> authorization() {
        if (settings.containsKey(TOKEN)) {
            return Optional.of("Bearer " + settings.get(TOKEN));
        }
        return Optional.ofNullable(settings.get(USER))
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * What is needed for TLS; empty where Java's own settings will do.
     *
     * @throws IllegalArgumentException if a store cannot be read
     */
    Optional<SSLContext> tls() {
        if (!settings.containsKey(TRUST_STORE) && !settings.containsKey(KEY_STORE)) {
            return Optional.empty();
        }
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store(TRUST_STORE, TRUST_PASSWORD));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            String password = settings.getOrDefault(KEY_PASSWORD, settings.get(KEY_STORE_PASSWORD));
            keys.init(store(KEY_STORE, KEY_STORE_PASSWORD), password == null ? null : password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return Optional.of(context);
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalArgumentException(
                    "schema-registry-properties: expected stores of certificates, but " + unusable.getMessage(),
                    unusable);
        }
    }

    private KeyStore store(String location, String password) throws IOException, GeneralSecurityException {
        String file = settings.get(location);
        String secret = settings.get(password);
        return file == null ? null : KeyStore.getInstance(new File(file), secret == null ? null : secret.toCharArray());
    }

    /** Without the settings, which are secret. */
    @Override
    public String toString() {
        return "RegistryOptions" + addresses;
    }
}
