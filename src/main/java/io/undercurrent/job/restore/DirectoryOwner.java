package io.undercurrent.job.restore;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reserves a directory of checkpoints for one job and one process, until closed.
 *
 * <p>On a local file system the process holds a lock, which the system releases when the process dies. Elsewhere the
 * process renews a record every ten seconds. Whether an owner on this machine runs is known; an owner on another
 * machine counts as dead after a minute without renewal.
 */
public final class DirectoryOwner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryOwner.class);
    private static final String LOCK = "undercurrent-job.lock";
    private static final String SUBJECT = "checkpoint directory";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path directory;
    private final JobIdentity job;
    /** Null where the file system has no locks. */
    private final FileChannel lock;
    /** Null where there is a lock. */
    private final ScheduledExecutorService renewal;

    private DirectoryOwner(Path directory, JobIdentity job, FileChannel lock, ScheduledExecutorService renewal) {
        this.directory = directory;
        this.job = job;
        this.lock = lock;
        this.renewal = renewal;
    }

    /**
     * Takes the directory for a job that runs in this process.
     *
     * @param onLoss is run if another process, which took this one for dead, has taken the directory over
     * @throws IllegalArgumentException if it belongs to another job, or another process runs this one; the message says which
     */
    public static DirectoryOwner take(String uri, JobIdentity job, Runnable onLoss) throws IOException {
        return take(uri, job, onLoss, Lease.RENEWAL);
    }

    static DirectoryOwner take(String uri, JobIdentity job, Runnable onLoss, Duration period) throws IOException {
        Path directory = new Path(uri);
        Optional<DirectoryRecord> found = requireSameJob(directory, job);
        if (directory.getFileSystem().isDistributedFS()) {
            found.map(DirectoryRecord::owner).filter(Lease::isAlive).ifPresent(owner -> refuse(directory, owner));
            DirectoryOwner taken = new DirectoryOwner(directory, job, null, renewals());
            taken.write(Lease.here());
            taken.renew(onLoss, period);
            return taken;
        }
        DirectoryOwner taken = new DirectoryOwner(directory, job, lock(directory, found), null);
        taken.write(Lease.here());
        return taken;
    }

    /**
     * Keeps the directory for a job that a cluster runs, whichever of its processes do.
     *
     * @throws IllegalArgumentException if it belongs to another job; the message says which
     */
    public static void mark(String uri, JobIdentity job) throws IOException {
        Path directory = new Path(uri);
        Optional<DirectoryRecord> found = requireSameJob(directory, job);
        if (found.map(DirectoryRecord::job).filter(job::equals).isEmpty()) {
            new DirectoryRecord(job, found.map(DirectoryRecord::owner).orElse(null)).write(directory);
        }
    }

    private static Optional<DirectoryRecord> requireSameJob(Path directory, JobIdentity job) throws IOException {
        Optional<DirectoryRecord> found = DirectoryRecord.read(directory);
        List<String> differences =
                found.map(record -> record.job().differencesTo(job)).orElse(List.of());
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(SUBJECT + ": expected a directory of this job, but " + directory
                    + " belongs to the job " + found.get().job().name() + " from "
                    + found.get().job().topics() + " to " + found.get().job().predictions() + ": "
                    + String.join(", ", differences)
                    + ". Choose another directory, or delete this one if that job no longer exists");
        }
        return found;
    }

    private static FileChannel lock(Path directory, Optional<DirectoryRecord> found) throws IOException {
        java.nio.file.Path folder =
                Files.createDirectories(java.nio.file.Path.of(directory.toUri().getPath()));
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldHere) {
            // By another job of this process.
        }
        channel.close();
        throw refuse(directory, found.map(DirectoryRecord::owner).orElse(null));
    }

    private static IllegalArgumentException refuse(Path directory, Lease owner) {
        throw new IllegalArgumentException(SUBJECT + ": expected a directory that no running job uses, but the job of "
                + directory + " runs already" + (owner == null ? "" : ": " + owner.describe()));
    }

    private static ScheduledExecutorService renewals() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "own-checkpoints");
            thread.setDaemon(true);
            return thread;
        });
    }

    private void renew(Runnable onLoss, Duration period) {
        renewal.scheduleWithFixedDelay(
                () -> {
                    try {
                        if (isMine()) {
                            write(Lease.here());
                        } else {
                            renewal.shutdown();
                            onLoss.run();
                        }
                    } catch (IOException | RuntimeException unreachable) {
                        // What is thrown here would end the renewals without a word.
                        LOG.warn("The owner of {} could not be renewed", directory, unreachable);
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private boolean isMine() throws IOException {
        Lease here = Lease.here();
        return DirectoryRecord.read(directory)
                .map(DirectoryRecord::owner)
                .filter(here::isOfTheSameProcessAs)
                .isPresent();
    }

    private void write(Lease owner) throws IOException {
        new DirectoryRecord(job, owner).write(directory);
    }

    /** One that is under way could write the owner down again. */
    private void awaitLastRenewal() {
        try {
            if (!renewal.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The last renewal of the owner of {} does not end", directory);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives the directory to the next process that runs the job. */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (renewal != null) {
                renewal.shutdownNow();
                awaitLastRenewal();
            }
            if (lock != null || isMine()) {
                write(null);
            }
        }
    }
}
