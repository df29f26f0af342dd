/** The annotations that put a governor on a method; a program needs them to compile, not to run. */
module dev.flyball.annotation {
    exports dev.flyball.annotation;
}
