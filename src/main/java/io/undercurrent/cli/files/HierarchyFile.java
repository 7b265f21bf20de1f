package io.undercurrent.cli.files;

import io.undercurrent.format.csv.HierarchyCsv;
import io.undercurrent.reconciliation.Hierarchy;
import java.io.IOException;
import java.nio.file.Path;

/** The file by which commands learn which series are part of which sums. */
public final class HierarchyFile {

    /** The option that names it. */
    public static final String OPTION = "--hierarchy";

    private HierarchyFile() {}

    /**
     * @throws IllegalArgumentException that names the option, if the file is wrong
     */
    public static Hierarchy read(Path file) throws IOException {
        try {
            return Hierarchy.of(HierarchyCsv.read(file));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(OPTION + ": " + wrong.getMessage(), wrong);
        }
    }
}
