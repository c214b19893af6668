#!/usr/bin/env python3
"""Writes instance-types.txt from EC2's answers to DescribeInstanceTypes as moto recorded them.

usage: instance-types.py MOTO_JSON CNI_GO FAMILY ... >instance-types.txt

MOTO_JSON is ec2/resources/instance_types.json.gz of moto 5.2.1; CNI_GO is pkg/vpc/vpc_ip_resource_limit.go of
aws/amazon-vpc-cni-k8s, whose limits AWS generates from DescribeInstanceTypes too: both must agree on every type that is
written. CNI_GO counts the interfaces of the default network card alone, so of a type with several cards at least that
many are wanted.
"""

import gzip
import json
import re
import sys

HEADER = """\
# What each instance type allows, one type a line, in the words of DescribeInstanceTypes.
# Source: EC2's answers to DescribeInstanceTypes in us-east-1 as moto 5.2.1 recorded them
# (ec2/resources/instance_types.json.gz). Written by tools/instance-types.py, which checks them against the limits in
# aws/amazon-vpc-cni-k8s b521883 (2026-08-20), pkg/vpc/vpc_ip_resource_limit.go.
# Columns: InstanceType, Ipv6AddressesPerInterface (0: no IPv6), Ipv4AddressesPerInterface, MaximumNetworkInterfaces,
# Hypervisor (nitro, xen, or metal for bare metal), SupportedArchitectures, SupportedVirtualizationTypes, DefaultVCpus,
# MemoryInfo.SizeInMiB, CurrentGeneration, BurstablePerformanceSupported, EnaSupport,
# InstanceStorageInfo.TotalSizeInGB (0: none)"""
SIZES = ("nano micro small medium large xlarge 2xlarge 3xlarge 4xlarge 6xlarge 8xlarge 9xlarge 10xlarge 12xlarge "
         "16xlarge 18xlarge 24xlarge 32xlarge 48xlarge metal metal-24xl metal-48xl").split()
CNI_TYPE = re.compile(r'"([a-z0-9.-]+)": \{\s*ENILimit:\s*(\d+),\s*IPv4Limit:\s*(\d+),.*?'
                      r'NetworkCards: \[\]NetworkCard\{(.*?)\n\t\t\},.*?HypervisorType:\s*"(\w+)",\s*IsBareMetal:\s*(\w+),',
                      re.DOTALL)


def line(name, info):
    network = info["NetworkInfo"]
    platform = "metal" if info["BareMetal"] else info["Hypervisor"]
    values = [name, network["Ipv6AddressesPerInterface"] if network["Ipv6Supported"] else 0,
              network["Ipv4AddressesPerInterface"], network["MaximumNetworkInterfaces"], platform,
              ",".join(info["ProcessorInfo"]["SupportedArchitectures"]),
              ",".join(info["SupportedVirtualizationTypes"]), info["VCpuInfo"]["DefaultVCpus"],
              info["MemoryInfo"]["SizeInMiB"], str(info["CurrentGeneration"]).lower(),
              str(info["BurstablePerformanceSupported"]).lower(), network["EnaSupport"],
              info.get("InstanceStorageInfo", {}).get("TotalSizeInGB", 0)]
    return values, " ".join(map(str, values))


def main(moto, cni, *families):
    with gzip.open(moto, "rt", encoding="utf-8") as file:
        types = json.load(file)
    with open(cni, encoding="utf-8") as file:
        limits = {each[1]: (int(each[2]), int(each[3]), each[4].count("NetworkCardIndex"),
                            "metal" if each[6] == "true" else each[5]) for each in CNI_TYPE.finditer(file.read())}
    print(HEADER)
    wrong = []
    for family in families:
        names = [name for name in types if name.split(".")[0] == family]
        for name in sorted(names, key=lambda each: SIZES.index(each.split(".")[1])):
            values, text = line(name, types[name])
            interfaces, addresses, cards, platform = limits.get(name, (0, 0, 0, "missing"))
            enough = values[3] >= interfaces if cards > 1 else values[3] == interfaces
            if values[1] not in (0, addresses) or values[2] != addresses or not enough or values[4] != platform:
                wrong.append(f"{name}: moto says {values[1:5]}, the CNI {limits.get(name)}")
            print(text)
    for text in wrong:
        print(text, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
