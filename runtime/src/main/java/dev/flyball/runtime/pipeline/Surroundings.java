package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.InternalErrors;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.RandomSource;

/** What every pipeline and engine of one runtime shares: time, randomness, and where news goes. */
public record Surroundings(Clock clock, Alarm alarm, RandomSource random, EventSink events, InternalErrors errors) {}
