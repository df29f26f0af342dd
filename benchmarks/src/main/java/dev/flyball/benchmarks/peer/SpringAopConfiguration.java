package dev.flyball.benchmarks.peer;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.bulkhead.ThreadPoolBulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.spring6.bulkhead.configure.BulkheadAspect;
import io.github.resilience4j.spring6.bulkhead.configure.BulkheadConfigurationProperties;
import io.github.resilience4j.spring6.circuitbreaker.configure.CircuitBreakerAspect;
import io.github.resilience4j.spring6.circuitbreaker.configure.CircuitBreakerConfigurationProperties;
import io.github.resilience4j.spring6.fallback.DefaultFallbackDecorator;
import io.github.resilience4j.spring6.fallback.FallbackDecorators;
import io.github.resilience4j.spring6.fallback.FallbackExecutor;
import io.github.resilience4j.spring6.ratelimiter.configure.RateLimiterAspect;
import io.github.resilience4j.spring6.ratelimiter.configure.RateLimiterConfigurationProperties;
import io.github.resilience4j.spring6.retry.configure.RetryAspect;
import io.github.resilience4j.spring6.retry.configure.RetryConfigurationProperties;
import io.github.resilience4j.spring6.spelresolver.DefaultSpelResolver;
import io.github.resilience4j.spring6.spelresolver.SpelResolver;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import org.springframework.core.StandardReflectionParameterNameDiscoverer;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** The aspects that Resilience4j's Spring starter would register, over registries with the shared limits. */
@Configuration(proxyBeanMethods = false)
@EnableAspectJAutoProxy(proxyTargetClass = true)
public class SpringAopConfiguration {

    @Bean
    SpringDesk desk() {
        return new SpringDesk();
    }

    @Bean
    EmptyAdvice emptyAdvice() {
        return new EmptyAdvice();
    }

    @Bean
    SpelResolver spelResolver(BeanFactory beans) {
        return new DefaultSpelResolver(
                new SpelExpressionParser(), new StandardReflectionParameterNameDiscoverer(), beans);
    }

    @Bean
    FallbackExecutor fallbackExecutor(SpelResolver spel) {
        return new FallbackExecutor(spel, new FallbackDecorators(List.of(new DefaultFallbackDecorator())));
    }

    @Bean
    RateLimiterAspect rateLimiterAspect(FallbackExecutor fallback, SpelResolver spel) {
        return new RateLimiterAspect(
                RateLimiterRegistry.of(Resilience4jLimits.rate()),
                new RateLimiterConfigurationProperties(),
                List.of(),
                fallback,
                spel);
    }

    @Bean
    CircuitBreakerAspect circuitBreakerAspect(FallbackExecutor fallback, SpelResolver spel) {
        return new CircuitBreakerAspect(
                new CircuitBreakerConfigurationProperties(),
                CircuitBreakerRegistry.of(Resilience4jLimits.breaker()),
                List.of(),
                fallback,
                spel);
    }

    @Bean
    BulkheadAspect bulkheadAspect(FallbackExecutor fallback, SpelResolver spel) {
        return new BulkheadAspect(
                new BulkheadConfigurationProperties(),
                ThreadPoolBulkheadRegistry.ofDefaults(),
                BulkheadRegistry.of(Resilience4jLimits.bulkhead()),
                List.of(),
                fallback,
                spel);
    }

    @Bean
    @SuppressWarnings("NullAway") // the scheduler serves asynchronous retries only
    RetryAspect retryAspect(FallbackExecutor fallback, SpelResolver spel) {
        return new RetryAspect(
                new RetryConfigurationProperties(),
                RetryRegistry.of(Resilience4jLimits.retry()),
                List.of(),
                fallback,
                spel,
                null);
    }
}
