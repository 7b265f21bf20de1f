package io.undercurrent.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The ZooKeeper that comes with Flink, in which a job manager leaves what another needs to go on. */
final class ZooKeeperProcess implements AutoCloseable {

    private static final int CONNECT_MS = 500;

    private final int port;
    private final JavaProcess process;

    private ZooKeeperProcess(int port, JavaProcess process) {
        this.port = port;
        this.process = process;
    }

    static ZooKeeperProcess start(Path directory) throws IOException, InterruptedException {
        int port = Distribution.freePort();
        Files.createDirectories(directory);
        Path settings = directory.resolve("zoo.cfg");
        Files.write(
                settings,
                List.of(
                        "tickTime=500",
                        "dataDir=" + directory.resolve("data"),
                        "clientPort=" + port,
                        "clientPortAddress=" + Distribution.LOOPBACK,
                        "admin.enableServer=false"));
        JavaProcess process = JavaProcess.start(
                directory.resolve("zookeeper.log"),
                List.of("-Xms64m", "-Xmx64m"),
                Distribution.classPath(Distribution.flinkLib()),
                Map.of(),
                "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
                List.of("--zkConfigFile", settings.toString(), "--peerId", "1"));
        ZooKeeperProcess zooKeeper = new ZooKeeperProcess(port, process);
        Await.until("ZooKeeper answers", zooKeeper::answers);
        return zooKeeper;
    }

    private boolean answers() {
        process.requireAlive();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Distribution.LOOPBACK, port), CONNECT_MS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    String address() {
        return Distribution.LOOPBACK + ":" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
