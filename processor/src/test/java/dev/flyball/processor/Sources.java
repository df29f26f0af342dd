package dev.flyball.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;

/** Sources to compile, from files or from text, and the compiler that compiles them as strictly as users may. */
final class Sources {

    static final Path ROOT = Path.of("src", "test", "resources");

    private static final List<String> STRICT = List.of("-Xlint:all,-processing", "-Werror");

    private Sources() {}

    /** The Java files right in that folder, in the order of their names. */
    static List<JavaFileObject> in(Path folder) {
        return files(folder).stream().map(Sources::file).toList();
    }

    static List<Path> files(Path folder) {
        return children(folder).stream()
                .filter(path -> path.toString().endsWith(".java"))
                .toList();
    }

    static List<Path> children(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A file under its own package, wherever it lies. */
    static JavaFileObject file(Path path) {
        return text(read(path), path.getFileName().toString());
    }

    /** A source in the package that it names. */
    static JavaFileObject text(String source, String fileName) {
        String name = fileName.replace(".java", "");
        String pack = source.replaceAll("(?s).*?(?:^|\n)package ([\\w.]+);.*", "$1");
        boolean named = !pack.equals(source) && !name.equals("module-info");
        return JavaFileObjects.forSourceString(named ? pack + "." + name : name, source);
    }

    static String read(Path path) {
        try {
            return Files.readString(path, UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Compiles with all lints fatal, and further options. */
    static Compilation strictly(List<JavaFileObject> sources, String... options) {
        List<String> all = new ArrayList<>(STRICT);
        all.addAll(List.of(options));
        return compiler(new GovernanceProcessor()).withOptions(all).compile(sources);
    }

    static Compilation compile(List<JavaFileObject> sources, String... options) {
        return compiler(new GovernanceProcessor())
                .withOptions((Object[]) options)
                .compile(sources);
    }

    static Compiler compiler(Processor... processors) {
        return Compiler.javac().withProcessors(processors);
    }

    /** The generated sources by file name. */
    static SortedMap<String, String> generated(Compilation compilation) {
        SortedMap<String, String> all = new TreeMap<>();
        for (JavaFileObject file : compilation.generatedSourceFiles()) {
            try {
                String path = file.toUri().getPath();
                all.put(
                        path.substring(path.lastIndexOf('/') + 1),
                        file.getCharContent(false).toString());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return all;
    }
}
