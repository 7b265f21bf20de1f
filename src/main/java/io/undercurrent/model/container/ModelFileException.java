package io.undercurrent.model.container;

import java.io.IOException;

/** Thrown for a model file that cannot be used; the message says what was expected and what the file holds. */
public final class ModelFileException extends IOException {

    public ModelFileException(String message) {
        super(message);
    }
}
