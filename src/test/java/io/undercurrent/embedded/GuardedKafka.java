package io.undercurrent.embedded;

import java.util.Map;

/** A broker that asks who its clients are, and what they may do. The account {@code admin} may do everything, {@code few} nothing yet. */
public final class GuardedKafka {

    private static final String PASSWORD = "river-under-the-river";

    private GuardedKafka() {}

    public static EmbeddedKafka start() {
        return EmbeddedKafka.start(Map.of(
                "listener.security.protocol.map",
                "CLIENTS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "listener.name.clients.plain.sasl.jaas.config",
                login("admin", PASSWORD) + " user_admin=\"" + PASSWORD + "\" user_few=\"" + PASSWORD + "\";",
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:admin;User:ANONYMOUS"));
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                + password + "\"";
    }

    /** The settings of clients of an account. */
    public static Map<String, String> account(String user) {
        return account(user, PASSWORD);
    }

    /** The same with a password that may be wrong. */
    public static Map<String, String> account(String user, String password) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                login(user, password) + ";");
    }
}
