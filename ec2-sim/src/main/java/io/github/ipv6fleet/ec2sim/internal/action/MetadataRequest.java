package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Image;
import io.github.ipv6fleet.ec2sim.internal.model.MetadataOptions;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import org.jspecify.annotations.Nullable;

/** MetadataOptions as sent; what is null was left to the image. */
record MetadataRequest(
        @Nullable String httpTokens,
        @Nullable Integer hopLimit,
        @Nullable String httpEndpoint,
        @Nullable String httpProtocolIpv6,
        @Nullable String instanceMetadataTags) {

    static MetadataRequest read(Params params) {
        Integer hopLimit = params.integer("HttpPutResponseHopLimit");
        if (hopLimit != null && (hopLimit < 1 || hopLimit > 64)) {
            throw Ec2Error.invalidValue("HttpPutResponseHopLimit", hopLimit.toString());
        }
        return new MetadataRequest(
                params.oneOf("HttpTokens", "optional", "required"),
                hopLimit,
                params.oneOf("HttpEndpoint", "enabled", "disabled"),
                params.oneOf("HttpProtocolIpv6", "enabled", "disabled"),
                params.oneOf("InstanceMetadataTags", "enabled", "disabled"));
    }

    /** EC2 API reference, ImdsSupport: an image with v2.0 makes tokens required and the hop limit 2. */
    MetadataOptions over(Image image) {
        return new MetadataOptions(
                or(httpTokens, image.imdsV2() ? "required" : "optional"),
                hopLimit != null ? hopLimit : image.imdsV2() ? 2 : 1,
                or(httpEndpoint, "enabled"),
                or(httpProtocolIpv6, "disabled"),
                or(instanceMetadataTags, "disabled"));
    }

    /** What is not given stays as it was (EC2 API reference, ModifyInstanceMetadataOptions). */
    MetadataOptions over(MetadataOptions before) {
        return new MetadataOptions(
                or(httpTokens, before.httpTokens()),
                hopLimit != null ? hopLimit : before.hopLimit(),
                or(httpEndpoint, before.httpEndpoint()),
                or(httpProtocolIpv6, before.httpProtocolIpv6()),
                or(instanceMetadataTags, before.instanceMetadataTags()));
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
