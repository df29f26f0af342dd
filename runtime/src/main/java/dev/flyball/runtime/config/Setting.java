package dev.flyball.runtime.config;

/** A key, its value in canonical text, and where that stands. */
record Setting(Key key, String value, Origin origin) {}
