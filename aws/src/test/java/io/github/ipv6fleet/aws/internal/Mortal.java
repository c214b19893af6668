package io.github.ipv6fleet.aws.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A client that dies at one call, before it is sent or before its answer is read, and is dead from then on. */
final class Mortal {
    private final Ec2Client real;
    private final int last;
    private final boolean sent;
    private int calls;

    /** The end of a process: no code of ours is meant to catch it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    Mortal(Ec2Client real, int last, boolean sent) {
        this.real = real;
        this.last = last;
        this.sent = sent;
    }

    static Mortal immortal(Ec2Client real) {
        return new Mortal(real, Integer.MAX_VALUE, true);
    }

    int calls() {
        return calls;
    }

    Ec2Client client() {
        return (Ec2Client) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Ec2Client.class}, (proxy, method, arguments) -> {
                    calls++;
                    if (calls > last || (calls == last && !sent)) {
                        throw new Killed();
                    }
                    Object answer;
                    try {
                        answer = method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (calls == last) {
                        throw new Killed();
                    }
                    return answer;
                });
    }
}
