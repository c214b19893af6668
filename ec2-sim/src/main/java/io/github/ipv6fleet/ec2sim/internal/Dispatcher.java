package io.github.ipv6fleet.ec2sim.internal;

import io.github.ipv6fleet.ec2sim.internal.Trouble.Ending;
import io.github.ipv6fleet.ec2sim.internal.action.Action;
import io.github.ipv6fleet.ec2sim.internal.action.ActionTable;
import io.github.ipv6fleet.ec2sim.internal.action.FleetLaunch;
import io.github.ipv6fleet.ec2sim.internal.action.Permits;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.FormDecoder;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the fields of a request to its action and back to an answer, one at a time. Thread-safe. */
public final class Dispatcher {
    private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

    /** What every request may carry besides its parameters; nobody's signature is checked. */
    private static final Set<String> ENVELOPE = Set.of(
            "Action",
            "Version",
            "AWSAccessKeyId",
            "Expires",
            "SecurityToken",
            "Signature",
            "SignatureMethod",
            "SignatureVersion",
            "Timestamp");

    private final ActionTable actions = new ActionTable();
    private final World world;
    private final Conditions conditions;
    private final Consumer<Exchange> observer;
    private final Writes writes;
    private final @Nullable Lag lag;

    /** Tells nobody. */
    public static final Writes UNTOLD = (now, action, parameters) -> {};

    /** Is told, under the lock, of what is about to change something. */
    @FunctionalInterface
    public interface Writes {
        void next(Instant now, String action, Map<String, String> parameters);
    }

    /** The observer sees every request, in the order in which they took effect. */
    public Dispatcher(World world, Consumer<Exchange> observer) {
        this(world, Conditions.fair(), observer, UNTOLD, null);
    }

    /**
     * As the other, under these conditions.
     *
     * @param writes is told of every change before it takes effect, also of one that will be refused
     * @param lag how late reads see the world
     */
    public Dispatcher(
            World world, Conditions conditions, Consumer<Exchange> observer, Writes writes, @Nullable Lag lag) {
        this.lag = lag;
        this.writes = writes;
        this.world = world;
        this.conditions = conditions;
        this.observer = observer;
        ActionTable.prepare(world);
    }

    /**
     * Answers a request whose fields could be read. It takes effect at once, and is answered when its time has passed.
     *
     * @throws ConnectionCut if it is to have no answer
     */
    public Exchange dispatch(Map<String, String> fields) {
        String action = fields.getOrDefault("Action", "");
        if (actions.find(action) == null) {
            return effect(action, parameters(fields), Trouble.Effect.NONE);
        }
        Trouble.Effect trouble = conditions.next(action);
        if (trouble.ending() == Ending.RESET) {
            throw new ConnectionCut(action);
        }
        Exchange exchange = effect(action, parameters(fields), trouble);
        conditions.letTimePass(action, trouble.delay());
        if (trouble.ending() == Ending.LOST) {
            throw new ConnectionCut(action);
        }
        return trouble.ending() == Ending.MALFORMED ? exchange.cutShort() : exchange;
    }

    /** Does what the owner of the simulator says, which no client can. */
    public void control(Map<String, String> fields) {
        synchronized (world) {
            world.tick();
            Map<String, String> parameters = new TreeMap<>(fields);
            parameters.remove("Action");
            write(fields.getOrDefault("Action", ""), parameters);
            Controls.apply(world, fields);
        }
    }

    /** Does again what was once written down; nothing is asked for, and nothing goes wrong beside EC2's rules. */
    public void repeat(Map<String, String> fields) {
        if (Controls.isOne(fields)) {
            control(fields);
        } else {
            Map<String, String> parameters = new TreeMap<>(fields);
            parameters.remove("Action");
            try {
                answer(fields.getOrDefault("Action", ""), parameters, parameters, false);
            } catch (RuntimeException e) {
                // as it was refused then
            }
        }
    }

    /**
     * Answers a form-encoded request.
     *
     * @throws ConnectionCut if it is to have no answer
     */
    public Exchange handle(String form) {
        try {
            return dispatch(FormDecoder.decodeText(form));
        } catch (Ec2Error e) {
            return refuse(e);
        }
    }

    /** Tells of a write; it may still be refused. */
    private void write(String action, Map<String, String> parameters) {
        writes.next(world.now(), action, parameters);
        if (lag != null) {
            lag.add(world.now(), action, parameters);
        }
    }

    /** What a machine wrote to its console comes without a call, and is not late. */
    private static boolean isLate(String action) {
        return !ActionTable.writes(action) && !action.equals("GetConsoleOutput");
    }

    private static Map<String, String> parameters(Map<String, String> fields) {
        Map<String, String> parameters = new TreeMap<>(fields);
        parameters.keySet().removeIf(name -> ENVELOPE.contains(name) || name.startsWith("X-Amz-"));
        return parameters;
    }

    /** Refuses what only the simulator itself says. */
    private static void refuseOwn(Map<String, String> parameters) {
        parameters.keySet().stream()
                .filter(name -> name.startsWith(Controls.OWN))
                .findFirst()
                .ifPresent(name -> {
                    throw Ec2Error.unknownParameter(name);
                });
    }

    /** Adds what is decided outside the world, so that the same call has the same effect when it is repeated. */
    private Map<String, String> decided(String action, Map<String, String> parameters) {
        if (!action.equals("CreateFleet") || !"instant".equals(parameters.get("Type"))) {
            return parameters;
        }
        String total = parameters.getOrDefault("TargetCapacitySpecification.TotalTargetCapacity", "");
        int wanted = total.matches("[0-9]{1,5}") ? Integer.parseInt(total) : 0;
        int launches = conditions.takeLaunches(wanted, world.clockTime());
        if (launches == wanted) {
            return parameters;
        }
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(FleetLaunch.MOST, Integer.toString(launches));
        return more;
    }

    private Exchange effect(String action, Map<String, String> parameters, Trouble.Effect trouble) {
        try {
            if (trouble.error() != null) {
                throw trouble.error();
            }
            refuseOwn(parameters);
            conditions.takeTokens(action, parameters, world.clockTime());
            return answer(action, parameters, decided(action, parameters), true);
        } catch (Ec2Error e) {
            return refuse(action, parameters, e);
        } catch (RuntimeException e) {
            return refuse(action, parameters, Ec2Error.internal(action, e));
        }
    }

    /** Answers a request whose fields could not be read. */
    public Exchange refuse(Ec2Error error) {
        return refuse("", Map.of(), error);
    }

    private Exchange answer(
            String name, Map<String, String> sent, Map<String, String> parameters, boolean askForPermission) {
        if (name.isEmpty()) {
            throw Ec2Error.missingAction();
        }
        Action action = actions.find(name);
        if (action == null) {
            throw Ec2Error.invalidAction(name);
        }
        Params params = Params.of(parameters);
        boolean dryRun = ActionTable.takesDryRun(name) && params.flag("DryRun", false);
        Action.Effect effect = action.read(params);
        params.refuseUnread();
        String requestId = UUID.randomUUID().toString();
        synchronized (world) {
            world.tick();
            if (askForPermission) {
                world.rules().enforce(() -> Permits.of(world, name, sent));
            }
            if (dryRun) {
                throw Ec2Error.dryRun();
            }
            if (ActionTable.writes(name)) {
                write(name, parameters);
            }
            World seen = isLate(name) && lag != null ? lag.seenAt(world.now()) : world;
            String body = Xml.document(
                    name + "Response", NAMESPACE, xml -> effect.apply(seen, xml.value("requestId", requestId)));
            world.tick(); // what is due at once does not wait for the next call
            return observed(new Exchange(name, sent, ActionTable.writes(name), 200, null, requestId, body));
        }
    }

    private Exchange refuse(String name, Map<String, String> parameters, Ec2Error error) {
        String code = error.code(world.assumptions());
        String requestId = UUID.randomUUID().toString();
        String body = Xml.document(
                "Response",
                "",
                xml -> xml.element(
                                "Errors",
                                errors -> errors.element(
                                        "Error",
                                        each -> each.value("Code", code).value("Message", error.getMessage())))
                        .value("RequestID", requestId));
        synchronized (world) {
            return observed(
                    new Exchange(name, parameters, ActionTable.writes(name), error.status(), code, requestId, body));
        }
    }

    private Exchange observed(Exchange exchange) {
        observer.accept(exchange);
        return exchange;
    }
}
