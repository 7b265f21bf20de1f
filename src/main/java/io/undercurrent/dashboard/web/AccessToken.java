package io.undercurrent.dashboard.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a client has to know to be answered. Only its hash is kept, so that it is in no log and in no heap dump. */
public final class AccessToken {

    private static final int SHORTEST = 16;
    private static final int LONGEST = 1024;

    private final byte[] hash;

    private AccessToken(byte[] hash) {
        this.hash = hash;
    }

    /**
     * Reads a token from a file; blanks and line ends around it do not count.
     *
     * @throws IllegalArgumentException if the file cannot be read or holds no token
     */
    public static AccessToken read(Path file) {
        String token;
        try {
            token = Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException failure) {
            throw new IllegalArgumentException("token file: " + file + " cannot be read", failure);
        }
        if (token.length() < SHORTEST || token.length() > LONGEST || !token.matches("[!-~]+")) {
            throw new IllegalArgumentException("token file: expected " + SHORTEST + " to " + LONGEST
                    + " letters, digits and signs of ASCII without blanks, but " + file + " has "
                    + (token.matches("[!-~]*") ? token.length() : "others"));
        }
        return new AccessToken(hash(token));
    }

    /** Whether {@code presented} is the token; takes as long whatever it is. */
    boolean is(String presented) {
        return MessageDigest.isEqual(hash, hash(presented));
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
