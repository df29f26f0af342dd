package dev.flyball.runtime.degrade;

/**
 * What one name is granted now. Immutable.
 *
 * @param workers calls at a time
 * @param memory bytes to plan with
 */
public record Grant(AllocationPolicy policy, int workers, long memory) {}
