package dev.flyball.runtime.alert;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** An HTTP server on a real socket that answers each request with the next of its manners, and the last for ever. */
final class RudeServer implements AutoCloseable {

    /** A request as it came. */
    record Request(String line, Map<String, String> headers, String text) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** What it does with a request. */
    interface Manner {
        void answer(OutputStream out, RudeServer server) throws Exception;
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();
    final CountDownLatch closing = new CountDownLatch(1);
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ConcurrentLinkedQueue<Manner> manners;

    RudeServer(Manner... manners) throws IOException {
        this.manners = new ConcurrentLinkedQueue<>(List.of(manners));
        Thread thread = new Thread(this::accept, "rude-server");
        thread.setDaemon(true);
        thread.start();
    }

    static Manner says(String head) {
        return (out, server) -> out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    static Manner status(int code) {
        return says("HTTP/1.1 " + code + " Whatever\nContent-Length: 0\n\n");
    }

    String url() {
        return "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort() + "/hook?token=t0p";
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread thread = new Thread(() -> serve(client), "rude-server-client");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            requests.add(read(client.getInputStream()));
            Manner manner = manners.size() > 1 ? manners.remove() : manners.element();
            manner.answer(client.getOutputStream(), this);
            client.getOutputStream().flush();
            client.shutdownOutput();
            while (client.getInputStream().read() >= 0) {} // or closing would reset what was not read yet
        } catch (Exception gone) {
            // the client went away, which is its right
        }
    }

    private static Request read(InputStream in) throws IOException {
        String line = line(in);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(line, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        socket.close();
    }
}
