package dev.flyball.sample.jdk;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** The constant pool of one class file (JVMS 4.4): texts, and which text each class or string entry points at. */
final class ConstantPool {

    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int STRING = 8;

    private final String[] texts;
    private final int[] pointers;
    private final boolean[] isString;

    private ConstantPool(int size) {
        texts = new String[size];
        pointers = new int[size];
        isString = new boolean[size];
        java.util.Arrays.fill(texts, "");
    }

    static ConstantPool read(DataInputStream in) throws IOException {
        int size = in.readUnsignedShort();
        ConstantPool pool = new ConstantPool(size);
        for (int index = 1; index < size; index++) {
            index += pool.readEntry(in, index) - 1;
        }
        return pool;
    }

    /** Reads one entry and answers how many places it takes: two for long and double. */
    private int readEntry(DataInputStream in, int index) throws IOException {
        int tag = in.readUnsignedByte();
        switch (tag) {
            case UTF8 -> texts[index] = in.readUTF();
            case CLASS, STRING -> {
                pointers[index] = in.readUnsignedShort();
                isString[index] = tag == STRING;
            }
            case 16, 19, 20 -> in.readUnsignedShort(); // method type, module, package
            case 15 -> in.skipNBytes(3); // method handle
            case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt(); // int, float, members, dynamic
            case 5, 6 -> {
                in.readLong();
                return 2;
            }
            default -> throw new IOException("constant " + index + " has the unknown tag " + tag);
        }
        return 1;
    }

    String text(int index) throws IOException {
        if (index <= 0 || index >= texts.length) {
            throw new IOException("constant " + index + " is outside the pool of " + texts.length);
        }
        return texts[index];
    }

    /** The binary name, with dots, that a class entry points at; empty for index 0. */
    String className(int index) throws IOException {
        return index == 0 ? "" : text(pointerAt(index)).replace('/', '.');
    }

    Set<String> strings() throws IOException {
        Set<String> strings = new LinkedHashSet<>();
        for (int index = 1; index < pointers.length; index++) {
            if (isString[index]) {
                strings.add(text(pointers[index]));
            }
        }
        return strings;
    }

    private int pointerAt(int index) throws IOException {
        text(index);
        return pointers[index];
    }
}
