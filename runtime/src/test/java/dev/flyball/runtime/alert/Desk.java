package dev.flyball.runtime.alert;

import dev.flyball.runtime.observe.Event;
import dev.flyball.runtime.observe.MeterHub;
import dev.flyball.runtime.observe.Readings;
import dev.flyball.runtime.time.ManualAlarm;
import dev.flyball.runtime.time.ManualClock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Alerts on a manual clock, whose channels are lists, and which do everything in the thread that moves the clock. */
final class Desk {

    final ManualClock clock = new ManualClock(1);
    final ManualAlarm alarm = new ManualAlarm(clock);
    final InstantSource time = () -> Instant.parse("2026-01-01T00:00:00Z").plusNanos(clock.nanos() - 1);
    final List<Alert> log = Collections.synchronizedList(new ArrayList<>());
    final List<Alert> stdout = Collections.synchronizedList(new ArrayList<>());
    final List<Alert> posted = Collections.synchronizedList(new ArrayList<>());
    final List<WebhookSpec> webhooks = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final List<Event> news = Collections.synchronizedList(new ArrayList<>());
    final MeterHub hub = new MeterHub();
    final Readings readings = new Readings();
    final Alerts alerts;

    Desk(AlertSpec spec) {
        Outlets outlets = new Outlets(
                Runnable::run,
                Thread::new,
                log::add,
                stdout::add,
                webhook -> {
                    webhooks.add(webhook);
                    return Carrier.direct("webhook", posted::add);
                },
                warnings::add,
                () -> {});
        hub.bind(readings);
        alerts = new Alerts(spec, clock, alarm, () -> 0.5, time, news::add, hub, outlets);
    }

    List<String> logged() {
        List<String> lines = log.stream().map(Alert::text).toList();
        log.clear();
        return lines;
    }
}
