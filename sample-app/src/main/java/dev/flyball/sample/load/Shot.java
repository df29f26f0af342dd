package dev.flyball.sample.load;

/**
 * One request, appointed.
 *
 * @param atNanos when it is to leave, from the start of the load
 * @param group whose tally it counts in
 * @param client what it says it is
 * @param path path and query
 */
public record Shot(long atNanos, String group, String client, String path) {}
