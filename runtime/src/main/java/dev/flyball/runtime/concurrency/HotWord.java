package dev.flyball.runtime.concurrency;

/**
 * The word that every call changes, alone on its cache lines: with a neighbour that all threads read, each change would
 * take the neighbour out of their caches too. Fields of a superclass lie before those of its subclasses, hence three
 * classes; 128 bytes either way, as processors fetch lines in pairs.
 */
abstract class HotWord extends RoomBefore {
    volatile long calls;
}

abstract class RoomBefore {
    long b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15;
}

abstract class RoomAfter extends HotWord {
    long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15;
}
