package io.undercurrent.job.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryOwnerTest {

    private static final JobIdentity JOB = new JobIdentity(
            "Undercurrent",
            "cluster",
            "readings",
            null,
            "predictions",
            "rejected",
            null,
            List.of("sales"),
            List.of(),
            List.of(0.1, 0.5, 0.9),
            28,
            56,
            14);
    private static final JobIdentity SHORTER = new JobIdentity(
            "Undercurrent",
            "cluster",
            "others",
            null,
            "predictions",
            "rejected",
            null,
            List.of("sales"),
            List.of(),
            List.of(0.1, 0.5, 0.9),
            14,
            56,
            14);

    private static final JobIdentity MORE = new JobIdentity(
            "Undercurrent",
            "cluster",
            "stock",
            List.of("read.*"),
            "predictions",
            "rejected",
            null,
            List.of("sales"),
            List.of(),
            List.of(0.1, 0.5, 0.9),
            28,
            56,
            14);

    private static final Runnable NEVER_LOST = () -> {};

    @TempDir
    private Path folder;

    private String local() {
        return folder.resolve("checkpoints").toUri().toString();
    }

    /** The same folder behind a scheme that has no locks, as object stores. */
    private String remote() {
        return local().replace("file:", RemoteFiles.SCHEME + ":");
    }

    private static void refused(String message, String uri, JobIdentity job) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> DirectoryOwner.take(uri, job, NEVER_LOST));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    @Test
    void belongsToOneJob() throws IOException {
        DirectoryOwner.take(local(), JOB, NEVER_LOST).close();
        DirectoryOwner.take(local(), JOB, NEVER_LOST).close();
        String message = "belongs to the job Undercurrent from readings to predictions:"
                + " readings topic was readings and is others, horizon was 28 and is 14";
        refused(message, local(), SHORTER);
        refused(message, remote(), SHORTER);
        DirectoryOwner.mark(local(), JOB);
        assertThrows(IllegalArgumentException.class, () -> DirectoryOwner.mark(local(), SHORTER));
    }

    @Test
    void belongsToTheJobAlsoWhenThatReadsFurtherTopics() throws IOException {
        DirectoryOwner.mark(local(), JOB);
        assertFalse(record().contains("readingsPatterns"), "as releases write it that know one topic alone");
        DirectoryOwner.mark(local(), MORE);
        assertTrue(record().contains("\"readings\" : \"stock\""), record());
        DirectoryOwner.take(local(), MORE, NEVER_LOST).close();
        refused("readings topic was stock and all like 'read.*' and is readings", local(), JOB);
    }

    private String record() throws IOException {
        return Files.readString(folder.resolve("checkpoints").resolve(DirectoryRecord.FILE));
    }

    @Test
    void isUsedByOneProcess() throws IOException {
        String message = "runs already: process " + ProcessHandle.current().pid() + " on ";
        for (String uri : new String[] {local(), remote()}) {
            DirectoryOwner owner = DirectoryOwner.take(uri, JOB, NEVER_LOST);
            refused(message, uri, JOB);
            owner.close();
        }
        DirectoryOwner.take(remote(), JOB, NEVER_LOST).close();
    }

    @Test
    void aDeadProcessOfThisMachineIsNotWaitedFor() throws IOException {
        Lease here = Lease.here();
        assertTrue(here.isAlive());
        String longAgo = Instant.EPOCH.toString();
        assertFalse(new Lease(here.host(), here.pid(), longAgo, here.renewed()).isAlive(), "its number was given anew");
        assertFalse(new Lease(here.host(), Long.MAX_VALUE, here.since(), here.renewed()).isAlive());
    }

    @Test
    void aProcessElsewhereIsWaitedForAMinute() throws IOException {
        Instant now = Instant.now();
        Lease silent = elsewhere(now.minus(Lease.TERM));
        Lease speaking = elsewhere(now.minus(Lease.TERM).plus(Duration.ofSeconds(30)));
        assertFalse(silent.isAlive());
        assertTrue(speaking.isAlive());
        Files.createDirectories(folder.resolve("checkpoints"));
        org.apache.flink.core.fs.Path directory = new org.apache.flink.core.fs.Path(remote());
        new DirectoryRecord(JOB, speaking).write(directory);
        refused("runs already: process 7 on elsewhere", remote(), JOB);
        new DirectoryRecord(JOB, silent).write(directory);
        DirectoryOwner.take(remote(), JOB, NEVER_LOST).close();
    }

    /** A process that no longer said so would lose its directory to another after a minute. */
    @Test
    void goesOnSayingThatItRunsAfterAnErrorOfTheStore() throws Exception {
        org.apache.flink.core.fs.Path directory = new org.apache.flink.core.fs.Path(remote());
        try (DirectoryOwner owner = DirectoryOwner.take(remote(), JOB, NEVER_LOST, Duration.ofMillis(20))) {
            RemoteFiles.FAILURES.set(1);
            long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (RemoteFiles.FAILURES.get() > 0 && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
            Instant failed = Instant.now();
            boolean renewed = false;
            while (!renewed && System.nanoTime() < deadline) {
                Thread.sleep(10);
                Lease lease = DirectoryRecord.read(directory).orElseThrow().owner();
                renewed = Instant.parse(lease.renewed()).isAfter(failed);
            }
            assertTrue(renewed, "of " + owner);
        }
        assertNull(DirectoryRecord.read(directory).orElseThrow().owner());
    }

    private static Lease elsewhere(Instant renewed) {
        return new Lease("elsewhere", 7, Instant.EPOCH.toString(), renewed.toString());
    }

    @Test
    void aRecordThatCannotBeReadIsNamed() throws IOException {
        DirectoryOwner.take(local(), JOB, NEVER_LOST).close();
        Path record = folder.resolve("checkpoints/undercurrent-job.json");
        String whole = Files.readString(record);
        Files.writeString(record, whole.replace("\"version\" : 1", "\"version\" : 2"));
        IOException newer = assertThrows(IOException.class, () -> DirectoryOwner.take(local(), JOB, NEVER_LOST));
        assertTrue(
                newer.getMessage().contains("undercurrent-job.json: expected version 1, but got 2"),
                newer.getMessage());
        Files.writeString(record, whole.substring(0, 20));
        IOException damaged = assertThrows(IOException.class, () -> DirectoryOwner.take(local(), JOB, NEVER_LOST));
        assertTrue(damaged.getMessage().contains("but it is damaged"), damaged.getMessage());
        Files.delete(record);
        DirectoryOwner.take(local(), SHORTER, NEVER_LOST).close();
        assertEquals(
                List.of(),
                DirectoryRecord.read(new org.apache.flink.core.fs.Path(local()))
                        .orElseThrow()
                        .job()
                        .differencesTo(SHORTER));
    }
}
