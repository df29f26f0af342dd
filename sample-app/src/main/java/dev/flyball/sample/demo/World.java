package dev.flyball.sample.demo;

import dev.flyball.sample.catalog.Database;
import dev.flyball.sample.fault.FaultSchedule;
import dev.flyball.sample.fault.Faults;
import dev.flyball.sample.fault.Pause;
import dev.flyball.sample.fault.TouchyServer;
import dev.flyball.sample.jdk.JrtReader;
import dev.flyball.sample.web.Closing;
import dev.flyball.sample.web.Parts;
import dev.flyball.sample.web.SearchServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** One Atlas with what surrounds it, fresh for each scenario so that none inherits another's backlog. */
final class World implements AutoCloseable {

    private static final int FEW_THREADS = 48;
    private static final int CONNECTIONS = 32;

    /** Threads for asynchronous work. */
    static final int WORKERS = 4;

    final Faults faults;
    final TouchyServer mirror;
    final Backlog workers;
    final SearchServer server;
    private final ExecutorService pool;
    private final Database database;

    World(Path catalog, FaultSchedule schedule, long seed, Function<Parts.Ground, Parts> parts) throws IOException {
        this(catalog, schedule, seed, parts, FEW_THREADS);
    }

    /** @param threads how many requests are handled at once */
    World(Path catalog, FaultSchedule schedule, long seed, Function<Parts.Ground, Parts> parts, int threads)
            throws IOException {
        this.faults = new Faults(schedule, seed, System::nanoTime, Pause.sleeping());
        this.mirror = new TouchyServer(24, Duration.ofMillis(100), Duration.ofMillis(300), System::nanoTime);
        this.pool = Executors.newFixedThreadPool(WORKERS);
        this.workers = new Backlog(pool);
        this.database = new Database(catalog, CONNECTIONS, faults::onQuery);
        this.server = new SearchServer(
                parts.apply(new Parts.Ground(database, workers, new JrtReader(faults::onRead), mirror::request)),
                0,
                threads);
    }

    @Override
    public void close() {
        server.close();
        pool.shutdown();
        Closing.await(pool);
        database.close();
    }
}
