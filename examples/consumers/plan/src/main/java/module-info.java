module consumer {
    requires io.github.ipv6fleet.core;
}
