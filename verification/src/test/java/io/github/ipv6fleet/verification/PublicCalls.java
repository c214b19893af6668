package io.github.ipv6fleet.verification;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.ipv6.IPv6Address;
import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.ApiLimits;
import io.github.ipv6fleet.aws.FleetListener;
import io.github.ipv6fleet.aws.FleetOptions;
import io.github.ipv6fleet.aws.FleetPlacement;
import io.github.ipv6fleet.aws.FleetSystem;
import io.github.ipv6fleet.aws.FleetTime;
import io.github.ipv6fleet.aws.LaunchForecast;
import io.github.ipv6fleet.aws.LaunchShape;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.ThisHost;
import io.github.ipv6fleet.aws.internal.Maker;
import io.github.ipv6fleet.net.CidrReservation;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.ObservedHost;
import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.plan.InterfaceLimits;
import io.github.ipv6fleet.plan.PlanDiff;
import io.github.ipv6fleet.render.AptRepository;
import io.github.ipv6fleet.render.ConfigFinding;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.EngineSource;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.FleetRenderer;
import io.github.ipv6fleet.render.FleetRenderers;
import io.github.ipv6fleet.render.HostCommand;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.NetworkStack;
import io.github.ipv6fleet.render.OperatingSystem;
import io.github.ipv6fleet.render.Phase;
import io.github.ipv6fleet.render.PublishedPort;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.RestartPolicy;
import io.github.ipv6fleet.render.UplinkMatch;
import io.github.ipv6fleet.render.UserData;
import io.github.ipv6fleet.render.UserDataPart;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a user of the published modules can call, and with what each call can be made. */
final class PublicCalls {
    private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::4");
    private static final Ipv6Block BLOCK = Ipv6Block.parse("2001:db8:0:0:1::/80");
    private static final Ipv6Block SUBNET = Ipv6Block.parse("2001:db8::/64");
    private static final CidrReservation RESERVATION =
            CidrReservation.of("scr-1", BLOCK, CidrReservation.Type.EXPLICIT);
    private static final ObservedHost HOST = ObservedHost.builder("edge", "a").build();
    private static final InterfaceLimits LIMITS = InterfaceLimits.of("t3.small", 4, true);
    private static final FleetPlan PLAN = FleetPlan.of(
            "edge", List.of(HostPlan.builder("edge-1", SUBNET, ADDRESS, BLOCK).build()));

    /** What is called, and what is passed where it is not the turn of null. */
    private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
            Map.entry(Ipv6Address.class, ADDRESS),
            Map.entry(Ipv6Block.class, BLOCK),
            Map.entry(Ipv6AddressSet.class, Ipv6AddressSet.empty()),
            Map.entry(Ipv6AddressSet.Builder.class, Ipv6AddressSet.builder()),
            Map.entry(CidrReservation.class, RESERVATION),
            Map.entry(CidrReservation.Type.class, CidrReservation.Type.EXPLICIT),
            Map.entry(ObservedHost.class, HOST),
            Map.entry(ObservedHost.Builder.class, ObservedHost.builder("edge", "a")),
            Map.entry(
                    SubnetSnapshot.class,
                    SubnetSnapshot.builder("subnet-0", SUBNET).build()),
            Map.entry(SubnetSnapshot.Builder.class, SubnetSnapshot.builder("subnet-0", SUBNET)),
            Map.entry(
                    Ipv6Fleet.class,
                    Ipv6Fleet.of(PLAN).subnet("subnet-00000000").build()),
            Map.entry(Ipv6Fleet.Builder.class, Ipv6Fleet.builder()),
            Map.entry(FleetPlan.class, PLAN),
            Map.entry(String.class, "sample"),
            Map.entry(Path.class, Path.of("sample")),
            Map.entry(int.class, 64),
            Map.entry(long.class, 1L),
            Map.entry(long[].class, new long[0]),
            Map.entry(HostFile.class, HostFile.of("/etc/motd", 0644, "")),
            Map.entry(HostCommand.class, HostCommand.of("motd", "true")),
            Map.entry(FleetPlan[].class, new FleetPlan[0]),
            Map.entry(HostPlan.class, PLAN.hosts().get(0)),
            Map.entry(HostPlan.Builder.class, HostPlan.builder("edge-1", SUBNET, ADDRESS, BLOCK)),
            Map.entry(HostSpec.class, HostSpec.builder("edge-1").build()),
            Map.entry(HostSpec.Builder.class, HostSpec.builder("edge-1")),
            Map.entry(InterfaceLimits.class, LIMITS),
            Map.entry(
                    FleetSpec.class, FleetSpec.builder("edge", LIMITS).hosts(1).build()),
            Map.entry(FleetSpec.Builder.class, FleetSpec.builder("edge", LIMITS)),
            Map.entry(BlockSource.class, BlockSource.plannedPrefix()),
            Map.entry(IPv6Address.class, ADDRESS.toIPAddress()),
            Map.entry(IPAddressSeqRange.class, ADDRESS.toIPAddress()),
            Map.entry(List.class, List.of()),
            Map.entry(Collection.class, List.of()),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(byte[].class, new byte[0]),
            Map.entry(String[].class, new String[] {"sample"}),
            Map.entry(int[].class, new int[] {80}),
            Map.entry(boolean.class, true),
            Map.entry(Function.class, Function.identity()),
            Map.entry(BiFunction.class, (BiFunction<Object, Object, Object>) (a, b) -> a),
            Map.entry(DockerEngine.class, DockerEngine.DEFAULT),
            Map.entry(EngineSource.class, EngineSource.onImage()),
            Map.entry(OperatingSystem.class, OperatingSystem.DEBIAN_13),
            Map.entry(OperatingSystem.Builder.class, OperatingSystem.DEBIAN_13.toBuilder()),
            Map.entry(NetworkStack.class, NetworkStack.NETPLAN),
            Map.entry(Exposure.class, Exposure.PUBLISHED),
            Map.entry(UplinkMatch.class, UplinkMatch.name("ens5")),
            Map.entry(Container.class, Container.of("web", "nginx")),
            Map.entry(PublishedPort.class, PublishedPort.tcp(80)),
            Map.entry(PublishedPort[].class, new PublishedPort[] {PublishedPort.tcp(80)}),
            Map.entry(RestartPolicy.class, RestartPolicy.ALWAYS),
            Map.entry(HostProfile.class, HostProfile.DEFAULT),
            Map.entry(HostProfile.Builder.class, HostProfile.builder()),
            Map.entry(HostConfig.class, HostConfig.builder().build()),
            Map.entry(HostConfig.Builder.class, HostConfig.builder()),
            Map.entry(Phase.class, Phase.NETWORK),
            Map.entry(Renderers.class, Renderers.standard()),
            Map.entry(HostRenderer.class, Renderers.compose()),
            Map.entry(FleetRenderers.class, FleetRenderers.standard()),
            Map.entry(FleetRenderer.class, FleetRenderers.table()),
            Map.entry(UserData.class, UserData.of(HostConfig.builder().build())),
            Map.entry(
                    UserData.Builder.class,
                    UserData.builder(HostConfig.builder().build())),
            Map.entry(UserDataPart.class, UserDataPart.shellScript("a", "#!/bin/sh")),
            Map.entry(AptRepository.class, AptRepository.docker(OperatingSystem.DEBIAN_13)),
            Map.entry(AptRepository.Builder.class, AptRepository.docker(OperatingSystem.DEBIAN_13).toBuilder()),
            Map.entry(ApiLimits.class, ApiLimits.ec2()),
            Map.entry(ApiLimits.Bucket.class, ApiLimits.ec2().requests("RunInstances")),
            Map.entry(FleetOptions.class, Ipv6Fleet.builder()),
            Map.entry(FleetPlacement.class, Ipv6Fleet.builder()),
            Map.entry(FleetSystem.class, Ipv6Fleet.builder()),
            Map.entry(FleetTime.class, FleetTime.system()),
            Map.entry(ThisHost.class, Maker.get().thisHost(null, null)),
            Map.entry(ThisHost.Reader.class, ThisHost.reader()),
            Map.entry(URI.class, URI.create("http://127.0.0.1:1338")),
            Map.entry(LaunchedFleet.class, Maker.get().fleet("edge", List.of(), List.of(), null, null)),
            Map.entry(FleetListener.class, new FleetListener() {}),
            Map.entry(LaunchShape.class, LaunchShape.PLANNED_PREFIX),
            Map.entry(LaunchForecast.class, LaunchForecast.of(LaunchShape.PLANNED_PREFIX, 1)),
            Map.entry(LaunchForecast.Builder.class, LaunchForecast.builder(LaunchShape.PLANNED_PREFIX, 1)),
            Map.entry(Consumer.class, (Consumer<Object>) any -> {}),
            Map.entry(Duration.class, Duration.ofSeconds(1)),
            Map.entry(PlanDiff.class, PLAN.diff(PLAN)),
            Map.entry(ConfigFinding.Severity.class, ConfigFinding.Severity.HINT),
            Map.entry(UnaryOperator.class, UnaryOperator.identity()),
            Map.entry(BiConsumer.class, (BiConsumer<Object, Object>) (a, b) -> {}));

    private static final Set<String> PACKAGES = Set.of(
            "io.github.ipv6fleet",
            "io.github.ipv6fleet.aws",
            "io.github.ipv6fleet.net",
            "io.github.ipv6fleet.plan",
            "io.github.ipv6fleet.render");

    private PublicCalls() {}

    /** Every public method and constructor with a body. */
    static Stream<Executable> all() {
        return publicTypes().stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods(), type.getConstructors())
                        .flatMap(Stream::of)
                        .map(Executable.class::cast))
                .filter(call -> Modifier.isPublic(call.getModifiers())
                        && !Modifier.isAbstract(call.getModifiers())
                        && !call.isSynthetic());
    }

    /** Arguments that no call refuses for their kind. */
    static Object[] samples(Executable call) {
        return Stream.of(call.getParameterTypes()).map(SAMPLES::get).toArray();
    }

    /** All types that a user can name: public ones in packages that are not internal, but what others implement. */
    private static List<Class<?>> publicTypes() {
        List<Class<?>> types = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(PACKAGES)) {
            boolean named =
                    type.getModifiers().contains(JavaModifier.PUBLIC) && PACKAGES.contains(type.getPackageName());
            if (named
                    && !type.isAnnotation()
                    && !type.isEnum()
                    && !type.isAssignableTo(Throwable.class)
                    && !type.isEquivalentTo(FleetListener.class)) { // called by us, and does nothing by default
                types.add(type.reflect());
            }
        }
        return types;
    }

    /** Makes the call, of a method that is not static on a sample; returns or throws what it does. */
    static Object invoke(Executable call, Object[] arguments) throws Throwable {
        try {
            return call instanceof Method method
                    ? method.invoke(SAMPLES.get(call.getDeclaringClass()), arguments)
                    : ((Constructor<?>) call).newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
