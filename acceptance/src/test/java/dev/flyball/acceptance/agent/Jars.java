package dev.flyball.acceptance.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Copies of jars. */
final class Jars {

    private Jars() {}

    /** Copies a jar but for what lies below a folder. */
    static void without(Path from, Path to, String folder) throws IOException {
        try (JarFile jar = new JarFile(from.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry : (List<? extends ZipEntry>) jar.stream().toList()) {
                if (!entry.getName().startsWith(folder) && !entry.isDirectory()) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                }
            }
        }
    }
}
