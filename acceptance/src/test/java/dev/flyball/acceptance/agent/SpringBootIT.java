package dev.flyball.acceptance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.acceptance.Repository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An executable Spring Boot jar, whose classes and libraries lie inside it, started as users start theirs. */
class SpringBootIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"with-runtime", "without-runtime"})
    void aPrivateMethodOfABeanIsGoverned(String packed) throws Exception {
        Jvm.Running program = Jvm.withAgent()
                .and("-XX:TieredStopAtLevel=1", "-jar", jar(packed).toString())
                .start("--server.port=0", "--server.address=127.0.0.1");
        try {
            program.awaitOut("port=");
            URI base = URI.create("http://127.0.0.1:" + port(program));

            assertThat(get(base, "/quote/a", "/quote/b")).containsExactly("200 price of a", "200 price of b");
            assertThat(get(base, "/quote/c").get(0))
                    .startsWith(
                            "429 dev.flyball.runtime.rate.RateLimitedException: [rate-limited] Quotes.price: 2 calls");
            assertThat(get(base, "/tenant/x", "/tenant/y")).containsExactly("200 hello x", "200 hello y");
            assertThat(get(base, "/tenant/x").get(0)).startsWith("429 ").contains("for key \"x\"");
        } finally {
            program.process().destroyForcibly();
        }
        assertThat(Files.readString(program.err()))
                .contains("governs annotated methods")
                .doesNotContain("ERROR");
    }

    private static Path jar(String packed) {
        return Repository.root()
                .resolve("acceptance/spring-boot/target/flyball-acceptance-spring-boot-"
                        + System.getProperty("flyball.version") + "-" + packed + ".jar");
    }

    private static String port(Jvm.Running program) throws IOException {
        return Files.readString(program.out())
                .lines()
                .filter(line -> line.startsWith("port="))
                .map(line -> line.substring("port=".length()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> get(URI base, String... paths) throws IOException, InterruptedException {
        List<String> answers = new ArrayList<>();
        for (String path : paths) {
            HttpResponse<String> answer =
                    HTTP.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
            answers.add(answer.statusCode() + " " + answer.body());
        }
        return answers;
    }
}
