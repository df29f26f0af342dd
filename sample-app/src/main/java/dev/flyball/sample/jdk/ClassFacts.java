package dev.flyball.sample.jdk;

import java.util.List;

/**
 * What the catalog keeps of one class file. Immutable.
 *
 * @param name the binary name with dots, such as {@code java.util.Map$Entry}
 * @param module the module whose image holds the class
 * @param superName the super type's binary name; empty for {@code java.lang.Object} and module descriptors
 * @param methods the distinct names of the methods it declares, in order, without constructors and initializers
 * @param strings the distinct string constants, in the order of its constant pool
 */
public record ClassFacts(String name, String module, String superName, List<String> methods, List<String> strings) {

    /** Copies the lists. */
    public ClassFacts {
        methods = List.copyOf(methods);
        strings = List.copyOf(strings);
    }

    /** The name without its package: {@code Map$Entry}. */
    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
