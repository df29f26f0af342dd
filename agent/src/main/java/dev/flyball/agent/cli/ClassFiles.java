package dev.flyball.agent.cli;

import dev.flyball.agent.find.GovernedIndex;
import dev.flyball.agent.read.TypeSource;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The class files of jars and folders, by binary name, in alphabetical order; of an executable jar of Spring Boot also
 * those of {@code BOOT-INF/classes} and of the jars in {@code BOOT-INF/lib}, of a web archive those of {@code WEB-INF}.
 * Used by one thread.
 */
final class ClassFiles implements TypeSource {

    /** Where else than at its root the classes of an archive may begin. */
    private static final List<String> ROOTS = List.of("BOOT-INF/classes/", "WEB-INF/classes/");

    private final Map<String, byte[]> files = new TreeMap<>();
    private GovernedIndex index = GovernedIndex.EMPTY;

    private ClassFiles() {}

    static ClassFiles of(List<String> places) throws IOException {
        ClassFiles all = new ClassFiles();
        for (String place : places) {
            all.add(new File(place));
        }
        return all;
    }

    Map<String, byte[]> byName() {
        return files;
    }

    /** What the indexes found beside the classes say. */
    GovernedIndex index() {
        return index;
    }

    @Override
    public byte @Nullable [] find(String name) {
        return files.get(name);
    }

    private void add(File place) throws IOException {
        if (place.isDirectory()) {
            addFolder(place.toPath());
        } else if (place.isFile()) {
            try (InputStream in = new FileInputStream(place)) {
                if (addArchive(in) == 0) {
                    throw new ZipException(place + " is not a jar, or an empty one");
                }
            }
        } else {
            throw new FileNotFoundException(place + " does not exist; give a jar, or a folder of classes");
        }
    }

    private void addFolder(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path path : paths) {
            String name = folder.relativize(path).toString().replace(File.separatorChar, '/');
            if (name.endsWith(".jar")) {
                add(path.toFile());
            } else if (wanted(name)) {
                add(name, Files.readAllBytes(path));
            }
        }
    }

    private int addArchive(InputStream in) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        int entries = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            entries++;
            if (entry.getName().endsWith(".jar")) {
                addArchive(zip);
            } else if (wanted(entry.getName())) {
                add(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    /** Where the classes of an unpacked archive begin. */
    static Path root(Path archive) {
        for (String root : ROOTS) {
            if (Files.isDirectory(archive.resolve(root))) {
                return archive.resolve(root);
            }
        }
        return archive;
    }

    private static boolean wanted(String path) {
        return path.endsWith(GovernedIndex.PLACE)
                || (path.endsWith(".class") && !path.startsWith("META-INF/") && !path.endsWith("module-info.class"));
    }

    private void add(String path, byte[] file) {
        String name = path;
        for (String root : ROOTS) {
            name = name.startsWith(root) ? name.substring(root.length()) : name;
        }
        if (name.equals(GovernedIndex.PLACE)) {
            index = index.and(GovernedIndex.read(
                    new String(file, StandardCharsets.UTF_8).lines().toList()));
        } else {
            files.putIfAbsent(
                    name.substring(0, name.length() - ".class".length()).replace('/', '.'), file);
        }
    }
}
