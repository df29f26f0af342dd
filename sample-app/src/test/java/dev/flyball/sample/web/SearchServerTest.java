package dev.flyball.sample.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.annotation.Ungoverned;
import dev.flyball.sample.catalog.Answer;
import dev.flyball.sample.catalog.Catalog;
import dev.flyball.sample.catalog.ClassIndexer;
import dev.flyball.sample.catalog.ClassShelf;
import dev.flyball.sample.catalog.Database;
import dev.flyball.sample.catalog.DocsMirror;
import dev.flyball.sample.catalog.Overviews;
import dev.flyball.sample.catalog.Relatives;
import dev.flyball.sample.catalog.Sketches;
import dev.flyball.sample.jdk.JrtReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchServerTest {

    @TempDir
    static Path folder;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Database database;
    private static SearchServer server;

    @BeforeAll
    static void serve() throws Exception {
        JrtReader reader = new JrtReader(() -> {});
        Path file = ClassIndexer.catalogIn(folder);
        new ClassIndexer(reader, (done, all) -> {})
                .index(List.of(reader.fileOf("java.base", "java.util.HashMap")), file);
        database = new Database(file, 1, () -> {});
        ClassShelf shelf = new ClassShelf(new JrtReader(SearchServerTest::badSector));
        server = new SearchServer(
                new Parts(
                        new Selective(new Catalog(database), shelf),
                        new Catalog(database),
                        shelf,
                        new DocsMirror(() -> {}),
                        new Relatives(database, Runnable::run),
                        new Overviews(new Sketches(database), shelf),
                        reader),
                0,
                2);
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @Test
    void aSearchIsAnsweredInLines() throws Exception {
        HttpResponse<String> response = get("/search?q=hash", "ann");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("java.util.HashMap\n");
        assertThat(response.headers().firstValue("X-Atlas-Answer")).hasValue("fresh");
    }

    @Test
    void aRefusalAtTheFrontDoorIsTooManyRequestsWithRetryAfter() throws Exception {
        HttpResponse<String> response = get("/search?q=hash", "flooder");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(response.headers().firstValue("X-Atlas-Answer")).hasValue("refused");
    }

    @Test
    void aFailedReadIsAnInternalError() throws Exception {
        HttpResponse<String> response = get("/methods?module=java.base&name=java.util.HashMap", "ann");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("bad sector");
    }

    @Test
    void everyOtherPathAnswers() throws Exception {
        assertThat(get("/parent?module=java.base&name=java.util.HashMap", "ann").body())
                .isEqualTo("java.util.AbstractMap\n");
        assertThat(get("/docs?module=java.base&name=java.util.HashMap", "ann").body())
                .isEqualTo("java.base/java/util/HashMap.html\n");
        assertThat(get("/subclasses?name=java.util.AbstractMap", "ann").body()).isEqualTo("java.util.HashMap\n");
        assertThat(get("/overview?package=no.such", "ann").statusCode()).isEqualTo(200);
        assertThat(get("/grep?modules=java.base&regex=nothing+like+this", "ann").statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> get(String path, String client) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path))
                .header("X-Client", client)
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static void badSector() throws IOException {
        throw new IOException("bad sector");
    }

    /** A front door that refuses one client, as a governed one would. */
    private static final class Selective extends FrontDoor {

        Selective(Catalog catalog, ClassShelf shelf) {
            super(catalog, shelf);
        }

        @Override
        @Ungoverned
        Answer search(String client, String text) throws SQLException {
            if (client.equals("flooder")) {
                throw new RejectedExecutionException("too many");
            }
            return super.search(client, text);
        }
    }
}
