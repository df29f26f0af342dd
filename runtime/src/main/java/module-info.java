/** What happens on a governed call: the engines, usable without any annotation, and the spine that applies them. */
module dev.flyball.runtime {
    requires static java.net.http;
    requires static transitive org.jspecify;
    requires static transitive micrometer.core;
    requires transitive dev.flyball.model;
    requires jdk.management;
    requires org.slf4j;
    requires typesafe.config;

    exports dev.flyball.runtime;
    exports dev.flyball.runtime.alert;
    exports dev.flyball.runtime.breaker;
    exports dev.flyball.runtime.bridge;
    exports dev.flyball.runtime.call;
    exports dev.flyball.runtime.concurrency;
    exports dev.flyball.runtime.config;
    exports dev.flyball.runtime.degrade;
    exports dev.flyball.runtime.observe;
    exports dev.flyball.runtime.retry;
    exports dev.flyball.runtime.observe.micrometer;
    exports dev.flyball.runtime.pool;
    exports dev.flyball.runtime.pressure;
    exports dev.flyball.runtime.pressure.resource;
    exports dev.flyball.runtime.rate;
    exports dev.flyball.runtime.status;
    exports dev.flyball.runtime.time;
    exports dev.flyball.runtime.timeout;
}
