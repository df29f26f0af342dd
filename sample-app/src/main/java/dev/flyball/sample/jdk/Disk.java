package dev.flyball.sample.jdk;

import java.io.IOException;

/** What a read of a class file depends on. */
@FunctionalInterface
public interface Disk {

    /** Returns when the file can be read. */
    void seek() throws IOException;
}
