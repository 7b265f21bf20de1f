package io.undercurrent.model;

import java.io.IOException;

/** A model file that cannot be used; the message says what was expected and what the file holds. */
public final class ModelFileException extends IOException {

    ModelFileException(String message) {
        super(message);
    }
}
