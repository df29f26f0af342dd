package dev.flyball.sample.jdk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class library of the running JDK as files: {@code jrt:/modules/java.base/java/lang/String.class}. Thread-safe.
 */
public final class JrtReader {

    private final Path modules;
    private final Disk disk;

    /** Opens the image of the JVM that runs this program; {@code disk} is asked before each class file. */
    public JrtReader(Disk disk) {
        this.disk = disk;
        FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
        this.modules = image.getPath("/modules");
    }

    /** Every class file of every module, in a stable order. */
    public List<String> classFiles() throws IOException {
        try (Stream<Path> files = Files.walk(modules)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".class") && !file.endsWith("module-info.class"))
                    .sorted()
                    .distinct() // a class that was read before its folder was listed is listed twice (seen in JDK 17)
                    .toList();
        }
    }

    /** The file that holds a class, by the module and binary name the catalog knows it under. */
    public String fileOf(String module, String name) {
        return modules.resolve(module)
                .resolve(name.replace('.', '/') + ".class")
                .toString();
    }

    /**
     * Reads and parses one class file.
     *
     * @throws NoSuchFileException if the image has no such class
     */
    public ClassFacts read(String file) throws IOException {
        disk.seek();
        Path path = modules.resolve(file);
        return ClassParser.parse(moduleOf(path), Files.readAllBytes(path));
    }

    private static String moduleOf(Path file) {
        return file.getName(1).toString();
    }
}
