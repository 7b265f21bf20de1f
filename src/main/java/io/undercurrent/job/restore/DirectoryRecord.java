package io.undercurrent.job.restore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * What stands beside the checkpoints of a directory, as JSON in the file {@value #FILE}: to which job it belongs, and which process
 * runs that.
 *
 * @param owner null while none runs, and where Flink's cluster runs the job
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DirectoryRecord(int version, JobIdentity job, Lease owner) {

    static final String FILE = "undercurrent-job.json";

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter WRITER = JSON.writerWithDefaultPrettyPrinter();

    DirectoryRecord(JobIdentity job, Lease owner) {
        this(VERSION, job, owner);
    }

    /** What stands in {@code directory}; none where nobody wrote anything yet. */
    static Optional<DirectoryRecord> read(Path directory) throws IOException {
        Path file = new Path(directory, FILE);
        try (InputStream bytes = file.getFileSystem().open(file)) {
            JsonNode tree = JSON.readTree(bytes);
            if (tree.path("version").asInt() != VERSION) {
                throw new IOException(file + ": expected version " + VERSION + ", but got " + tree.path("version"));
            }
            return Optional.of(JSON.treeToValue(tree, DirectoryRecord.class));
        } catch (FileNotFoundException none) {
            return Optional.empty();
        } catch (JsonProcessingException damaged) {
            throw new IOException(
                    file + ": expected a record of the job that the checkpoints belong to, but it is damaged", damaged);
        }
    }

    /** Replaces what stands in {@code directory}: at once where files can be renamed, as object stores do by themselves. */
    void write(Path directory) throws IOException {
        FileSystem files = directory.getFileSystem();
        files.mkdirs(directory);
        Path file = new Path(directory, FILE);
        if (files.isDistributedFS()) {
            write(files, file);
            return;
        }
        Path whole = new Path(directory, FILE + ".new");
        write(files, whole);
        if (!files.rename(whole, file)) {
            throw new IOException(file + ": cannot be replaced");
        }
    }

    private void write(FileSystem files, Path file) throws IOException {
        byte[] bytes = WRITER.writeValueAsBytes(this);
        try (OutputStream out = files.create(file, WriteMode.OVERWRITE)) {
            out.write(bytes);
        }
    }
}
