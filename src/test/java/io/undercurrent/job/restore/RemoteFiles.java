package io.undercurrent.job.restore;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** Files of this machine, reached as those of another are: what Flink finds behind {@code elsewhere:}. */
public final class RemoteFiles implements FileSystemFactory {

    static final String SCHEME = "elsewhere";

    /** How many of the next files cannot be opened, with an error as the clients of object stores have them. */
    static final AtomicInteger FAILURES = new AtomicInteger();

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileSystem create(URI uri) {
        return new Elsewhere();
    }

    private static final class Elsewhere extends LocalFileSystem {

        @Override
        public URI getUri() {
            return URI.create(SCHEME + ":/");
        }

        @Override
        public boolean isDistributedFS() {
            return true;
        }

        @Override
        public FSDataInputStream open(Path file) throws IOException {
            if (FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("the store does not answer");
            }
            return super.open(file);
        }
    }
}
