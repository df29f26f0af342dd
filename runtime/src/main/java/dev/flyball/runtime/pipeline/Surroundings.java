package dev.flyball.runtime.pipeline;

import dev.flyball.runtime.observe.EventSink;
import dev.flyball.runtime.observe.InternalErrors;
import dev.flyball.runtime.time.Alarm;
import dev.flyball.runtime.time.Clock;
import dev.flyball.runtime.time.RandomSource;
import java.util.concurrent.Executor;

/**
 * What every pipeline and engine of one runtime shares: time, randomness, where a stage call that waited goes on, and
 * where news goes. A record for the reason that {@link Pipeline} gives.
 */
public record Surroundings(
        Clock clock, Alarm alarm, Executor executor, RandomSource random, EventSink events, InternalErrors errors) {}
