package dev.flyball.runtime.bridge;

/** The ticket of a call whose body must not run in this frame: it was refused, or runs elsewhere. */
public interface Skip {}
