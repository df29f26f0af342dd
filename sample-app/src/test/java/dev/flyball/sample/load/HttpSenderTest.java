package dev.flyball.sample.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpSenderTest {

    private static final Shot SHOT = new Shot(0, "users", "ann", "/search?q=hash");

    @Test
    void aServerThatIsGoneIsAnErrorAndNoPatienceIsLost() throws IOException {
        URI address;
        try (ServerSocket server = listening()) {
            address = addressOf(server);
        }

        assertThat(new HttpSender(address, Duration.ofMinutes(1)).send(SHOT).join())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void aServerThatSaysNothingIsGivenUpAfterAWhile() throws IOException {
        try (ServerSocket server = listening()) {
            assertThat(new HttpSender(addressOf(server), Duration.ofMillis(50))
                            .send(SHOT)
                            .join())
                    .isEqualTo(Outcome.LOST);
        }
    }

    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static URI addressOf(ServerSocket server) {
        return URI.create("http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort());
    }
}
