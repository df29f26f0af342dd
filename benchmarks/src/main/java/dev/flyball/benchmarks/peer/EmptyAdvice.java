package dev.flyball.benchmarks.peer;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;

/** An advice that only goes on: what Spring AOP costs by itself. */
@Aspect
public class EmptyAdvice {

    @Around("execution(* dev.flyball.benchmarks.peer.SpringDesk.empty(..))")
    public Object around(ProceedingJoinPoint call) throws Throwable {
        return call.proceed();
    }
}
