package dev.flyball.agent.read;

import dev.flyball.agent.weave.ByteBuddySetup;
import dev.flyball.model.DeclaredType;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Reads a class file as the declaration it was compiled from, as far as the file alone tells: annotations with the values
 * written out, methods in class-file order, names of super types but nothing about them. Stateless.
 */
public final class BytecodeReader {

    static {
        ByteBuddySetup.apply();
    }

    private BytecodeReader() {}

    /**
     * The declaration.
     *
     * @throws RuntimeException of any kind if this is no class file; the parser checks nothing
     */
    public static DeclaredType read(byte[] file) {
        TypeVisitor visitor = new TypeVisitor();
        OpenedClassReader.of(file).accept(visitor, ClassReader.SKIP_FRAMES);
        return visitor.declared();
    }

    /** The class file's major version: 51 is Java 7. */
    public static int version(byte[] file) {
        return file.length < 8 ? 0 : ((file[6] & 0xFF) << 8) | (file[7] & 0xFF);
    }
}
