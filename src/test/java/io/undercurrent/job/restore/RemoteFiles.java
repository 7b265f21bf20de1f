package io.undercurrent.job.restore;

import java.net.URI;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** Files of this machine, reached as those of another are: what Flink finds behind {@code elsewhere:}. */
public final class RemoteFiles implements FileSystemFactory {

    static final String SCHEME = "elsewhere";

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
    }
}
