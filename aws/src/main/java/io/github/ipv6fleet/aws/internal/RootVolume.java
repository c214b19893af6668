package io.github.ipv6fleet.aws.internal;

/**
 * The root volume asked for.
 *
 * @param gib its size
 * @param encrypted whether it must be; false leaves it to the image and the account
 */
public record RootVolume(int gib, boolean encrypted) {
    /** EC2 API reference, EbsBlockDevice: of gp3, the largest kind. */
    private static final int MOST_GIB = 65_536;

    /** Checks the size. */
    public RootVolume {
        if (gib < 1 || gib > MOST_GIB) {
            throw new IllegalArgumentException(
                    "rootVolume of " + gib + " GiB: EC2 has volumes of 1 to " + MOST_GIB + " GiB; give such a size");
        }
    }
}
