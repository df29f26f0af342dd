package dev.flyball.agent.read;

import dev.flyball.agent.weave.ByteBuddySetup;
import dev.flyball.model.DeclaredType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Reads a class file as the declaration it was compiled from: annotations with the values written out, methods in
 * class-file order, and of the types around it what a {@link TypeSource} knows. Stateless.
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
    public static DeclaredType read(byte[] file, TypeSource around) {
        return new TypeResolver(around).read(file);
    }

    /** What stands before the methods, and which annotations stand anywhere; throws as {@link #read} does. */
    public static Header header(byte[] file) {
        RawType type = parse(file);
        List<String> above = new ArrayList<>(type.interfaces());
        if (type.superclass() != null) {
            above.add(type.superclass());
        }
        Set<String> annotations = new LinkedHashSet<>();
        type.annotations().forEach(annotation -> annotations.add(annotation.type()));
        type.methods().forEach(method -> method.annotations().forEach(on -> annotations.add(on.type())));
        boolean isAnnotation = type.kind() == DeclaredType.Kind.ANNOTATION;
        return new Header(
                type.name(),
                type.kind() == DeclaredType.Kind.INTERFACE,
                isAnnotation,
                List.copyOf(above),
                List.copyOf(annotations));
    }

    static RawType parse(byte[] file) {
        TypeVisitor visitor = new TypeVisitor();
        OpenedClassReader.of(file).accept(visitor, ClassReader.SKIP_FRAMES);
        return visitor.read();
    }

    /** The class file's major version: 51 is Java 7. */
    public static int version(byte[] file) {
        return file.length < 8 ? 0 : ((file[6] & 0xFF) << 8) | (file[7] & 0xFF);
    }
}
