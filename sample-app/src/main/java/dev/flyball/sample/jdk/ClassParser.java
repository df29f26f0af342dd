package dev.flyball.sample.jdk;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the head of a class file (JVMS 4.1): names and strings, no code. */
public final class ClassParser {

    private static final int MAGIC = 0xCAFEBABE;

    private ClassParser() {}

    /**
     * Parses one class file.
     *
     * @throws IOException if the bytes are no complete class file
     */
    public static ClassFacts parse(String module, byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file: it does not start with CAFEBABE");
        }
        in.readInt(); // version
        ConstantPool pool = ConstantPool.read(in);
        in.readUnsignedShort(); // access flags
        String name = pool.className(in.readUnsignedShort());
        String superName = pool.className(in.readUnsignedShort());
        in.skipNBytes(2L * in.readUnsignedShort()); // interfaces
        memberNames(in, pool); // fields
        List<String> methods = new ArrayList<>(memberNames(in, pool));
        methods.removeIf(method -> method.startsWith("<"));
        return new ClassFacts(name, module, superName, methods, List.copyOf(pool.strings()));
    }

    private static Set<String> memberNames(DataInputStream in, ConstantPool pool) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            in.readUnsignedShort(); // access flags
            names.add(pool.text(in.readUnsignedShort()));
            in.readUnsignedShort(); // descriptor
            skipAttributes(in);
        }
        return names;
    }

    private static void skipAttributes(DataInputStream in) throws IOException {
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            in.readUnsignedShort(); // name
            in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
        }
    }
}
