package io.undercurrent.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A port of this machine behind which another one is, so that a server can be away without losing what it knows. */
final class Forwarder implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final List<Socket> open = new ArrayList<>();

    private Forwarder(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    static Forwarder open(int port, int target) throws IOException {
        InetAddress loopback = InetAddress.getByName(Distribution.LOOPBACK);
        Forwarder forwarder = new Forwarder(new ServerSocket(port, 50, loopback), target);
        daemon(forwarder::accept);
        return forwarder;
    }

    private void accept() {
        try {
            while (true) {
                Socket here = server.accept();
                Socket there = new Socket(server.getInetAddress(), target);
                synchronized (open) {
                    open.addAll(List.of(here, there));
                }
                daemon(() -> copy(here, there));
                daemon(() -> copy(there, here));
            }
        } catch (IOException closed) {
            // By close.
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // By one of both sides.
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "forwarder");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (open) {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
