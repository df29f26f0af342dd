package dev.flyball.sample.catalog;

/**
 * A class as 64 bits, one of which is set for each method that it declares: much alike are the bits of classes that are
 * much alike.
 */
record Sketch(String name, String module, long bits) {

    static Sketch of(String name, String module, String methods) {
        long bits = 0;
        for (String method : methods.split("\n", -1)) {
            bits |= 1L << ((method.hashCode() * 0x9E3779B9) >>> 26);
        }
        return new Sketch(name, module, bits);
    }

    int differences(Sketch other) {
        return Long.bitCount(bits ^ other.bits);
    }
}
