package io.undercurrent.stream;

/** Thrown where a model cannot succeed that of a job; the message says why, with all differences. */
public final class ModelRefusedException extends Exception {

    private static final long serialVersionUID = 1;

    ModelRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
