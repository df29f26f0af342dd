package dev.flyball.runtime.pressure.resource;

import dev.flyball.runtime.pressure.PressureLevel;

/**
 * The level in force came to another.
 *
 * @param nanos the clock's reading then
 * @param pressure the pressure then, 0 to 1
 * @param reason in words
 */
public record LevelChange(long nanos, PressureLevel from, PressureLevel to, double pressure, String reason) {}
