package io.undercurrent.job.restore;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Where a job leaves its checkpoints, on any file system that Flink reads: of each of its starts a directory, and in it one for
 * each checkpoint.
 */
public record CheckpointDirectory(String uri) {

    private static final String CHECKPOINT = "chk-";
    /** The file that Flink writes last. */
    private static final String METADATA = "_metadata";

    /** The complete checkpoint written last; none where the directory has none or is missing. */
    public Optional<String> latest() throws IOException {
        Path directory = new Path(uri);
        FileSystem files = directory.getFileSystem();
        FileStatus latest = null;
        for (FileStatus start : list(files, directory)) {
            for (FileStatus checkpoint : list(files, start.getPath())) {
                if (!checkpoint.getPath().getName().startsWith(CHECKPOINT)) {
                    continue;
                }
                for (FileStatus file : list(files, checkpoint.getPath())) {
                    boolean complete = file.getPath().getName().equals(METADATA);
                    if (complete && (latest == null || file.getModificationTime() > latest.getModificationTime())) {
                        latest = file;
                    }
                }
            }
        }
        return Optional.ofNullable(latest)
                .map(file -> file.getPath().getParent().toString());
    }

    private static FileStatus[] list(FileSystem files, Path directory) throws IOException {
        try {
            FileStatus[] found = files.listStatus(directory);
            return found == null ? new FileStatus[0] : found;
        } catch (FileNotFoundException missing) {
            return new FileStatus[0];
        }
    }
}
