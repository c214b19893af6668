package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * What a caller changes of a RunInstances call last of all. What a host is known by, and what was planned, it may not
 * change: a host without our token and tags would never be found again.
 */
final class CallersChanges {
    private static final Map<String, Function<RunInstancesRequest, Object>> FIXED = fixed();

    private CallersChanges() {}

    private static Map<String, Function<RunInstancesRequest, Object>> fixed() {
        Map<String, Function<RunInstancesRequest, Object>> all = new LinkedHashMap<>();
        all.put("ClientToken", RunInstancesRequest::clientToken);
        all.put("MinCount", RunInstancesRequest::minCount);
        all.put("MaxCount", RunInstancesRequest::maxCount);
        all.put("NetworkInterface", RunInstancesRequest::networkInterfaces);
        all.put("SubnetId", RunInstancesRequest::subnetId);
        all.put("SecurityGroup", RunInstancesRequest::securityGroups);
        all.put("SecurityGroupId", RunInstancesRequest::securityGroupIds);
        all.put("PrivateIpAddress", RunInstancesRequest::privateIpAddress);
        all.put("Ipv6Address", RunInstancesRequest::ipv6Addresses);
        all.put("Ipv6AddressCount", RunInstancesRequest::ipv6AddressCount);
        all.put("EnablePrimaryIpv6", RunInstancesRequest::enablePrimaryIpv6);
        // By name: releases of the SDK before 2.41 do not know it, and are of use all the same.
        all.put(
                "SecondaryInterface",
                request -> request.getValueForField("SecondaryInterfaces", Object.class)
                        .orElse(null));
        return all;
    }

    /** Returns the request as the caller changes it; refuses changes of what is ours. */
    static RunInstancesRequest applied(List<Consumer<RunInstancesRequest.Builder>> changes, RunInstancesRequest ours) {
        if (changes.isEmpty()) {
            return ours;
        }
        RunInstancesRequest.Builder builder = ours.toBuilder();
        changes.forEach(change -> change.accept(builder));
        RunInstancesRequest theirs = builder.build();
        List<String> touched = new ArrayList<>();
        FIXED.forEach((name, value) -> {
            if (!Objects.equals(value.apply(ours), value.apply(theirs))) {
                touched.add(name);
            }
        });
        ours.tagSpecifications().stream()
                .filter(tags -> !areKept(tags, theirs.tagSpecifications()))
                .forEach(tags -> touched.add("the tags of " + tags.resourceTypeAsString()));
        if (!touched.isEmpty()) {
            throw new PlanException(List.of(new SpecProblem(
                    "runInstances(...)",
                    "changes " + String.join(", ", touched) + ", by which hosts are found and addresses planned",
                    "leave them as they are; for tags there is tag(key, value)")));
        }
        return theirs;
    }

    /** Whether all of our tags are there once and unchanged, and no other one looks like ours. */
    private static boolean areKept(TagSpecification ours, List<TagSpecification> theirs) {
        List<Tag> there = theirs.stream()
                .filter(each -> Objects.equals(each.resourceTypeAsString(), ours.resourceTypeAsString()))
                .flatMap(each -> each.tags().stream())
                .toList();
        List<String> keys = ours.tags().stream().map(Tag::key).toList();
        List<Tag> asOurs = there.stream()
                .filter(tag ->
                        keys.contains(tag.key()) || String.valueOf(tag.key()).startsWith(FleetIdentity.PREFIX))
                .toList();
        return asOurs.size() == ours.tags().size() && asOurs.containsAll(ours.tags());
    }
}
