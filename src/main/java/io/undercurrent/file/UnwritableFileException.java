package io.undercurrent.file;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown if a file cannot be written; the message names it, and says why. */
public final class UnwritableFileException extends IOException {

    private static final long serialVersionUID = 1;

    public UnwritableFileException(Path file, IOException cause) {
        super(file + ": cannot be written: " + cause.getMessage(), cause);
    }
}
