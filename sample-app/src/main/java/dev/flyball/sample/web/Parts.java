package dev.flyball.sample.web;

import dev.flyball.sample.catalog.Catalog;
import dev.flyball.sample.catalog.Catalog_Governed;
import dev.flyball.sample.catalog.ClassShelf;
import dev.flyball.sample.catalog.ClassShelf_Governed;
import dev.flyball.sample.catalog.Database;
import dev.flyball.sample.catalog.DocsMirror;
import dev.flyball.sample.catalog.DocsMirror_Governed;
import dev.flyball.sample.catalog.Line;
import dev.flyball.sample.catalog.Overviews;
import dev.flyball.sample.catalog.Overviews_Governed;
import dev.flyball.sample.catalog.Relatives;
import dev.flyball.sample.catalog.Relatives_Governed;
import dev.flyball.sample.catalog.Sketches;
import dev.flyball.sample.jdk.JrtReader;
import java.io.IOException;
import java.util.concurrent.Executor;

/** What a server is made of. */
public record Parts(
        FrontDoor door,
        Catalog catalog,
        ClassShelf shelf,
        DocsMirror mirror,
        Relatives relatives,
        Overviews overviews,
        JrtReader reader) {

    /** What the parts themselves stand on. */
    public record Ground(Database database, Executor workers, JrtReader reader, Line<IOException> mirror) {}

    /** The parts as written, by {@code new}: governed where an agent governs them, else plain. */
    public static Parts asWritten(Ground ground) {
        Catalog catalog = new Catalog(ground.database());
        ClassShelf shelf = new ClassShelf(ground.reader());
        return new Parts(
                new FrontDoor(catalog, shelf),
                catalog,
                shelf,
                new DocsMirror(ground.mirror()),
                new Relatives(ground.database(), ground.workers()),
                new Overviews(new Sketches(ground.database()), shelf),
                ground.reader());
    }

    /** The same parts as generated wrappers: the one place of the program that knows of them. */
    public static Parts asGenerated(Ground ground) {
        Catalog catalog = new Catalog_Governed(ground.database());
        ClassShelf shelf = new ClassShelf_Governed(ground.reader());
        return new Parts(
                new FrontDoor_Governed(catalog, shelf),
                catalog,
                shelf,
                new DocsMirror_Governed(ground.mirror()),
                new Relatives_Governed(ground.database(), ground.workers()),
                new Overviews_Governed(new Sketches(ground.database()), shelf),
                ground.reader());
    }
}
