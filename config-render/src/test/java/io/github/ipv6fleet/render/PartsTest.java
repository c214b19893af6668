package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.text.Shown;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the small values of a configuration refuse. */
class PartsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a", "/a/", "/a//b", "/a/../b", "/..", "/a/.", "/a b", "/a\nb", "/a'b", "/$a"})
    void file_ofPathThatIsNotPlain_isRefused(String path) {
        assertThatThrownBy(() -> HostFile.of(path, 0644, ""))
                .hasMessage("file \"" + Shown.of(path)
                        + "\": is not a plain absolute path; write it as /etc/docker/daemon.json,"
                        + " no part of it empty or \"..\"");
    }

    @Test
    void file_ofUsualPath_isTaken() {
        assertThat(HostFile.of("/home/ubuntu/.ssh/..a", 0600, "").octalMode()).isEqualTo("0600");
        assertThatThrownBy(() -> HostFile.of("/a", 644_000, ""))
                .hasMessage("file /a: mode 644000 is not one; write it in octal, as 0644");
    }

    @ParameterizedTest
    @ValueSource(ints = {644, 755, 600, 640, 750, 700, 0, 0200})
    @DisplayName("a mode that was written in decimal, or lets not even the owner read, is refused")
    void file_ofModeThatNobodyMeans_isRefused(int mode) {
        assertThatThrownBy(() -> HostFile.of("/a", mode, ""))
                .hasMessage("file /a: mode " + mode + " is " + Integer.toOctalString(mode)
                        + " in octal, which not even its owner can read; write it in octal, as 0644");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Docker", "a: b", "a\nb", "$(reboot)", "'", "-a"})
    void command_ofStepThatTheLogCouldNotCarry_isRefused(String step) {
        assertThatThrownBy(() -> HostCommand.of(step, "true"))
                .hasMessageStartingWith("step \"" + Shown.of(step) + "\": is not a step's name; give");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "a\0", "a\r\n"})
    void command_ofBrokenScript_isRefused(String script) {
        assertThatThrownBy(() -> HostCommand.of("a", script)).hasMessageStartingWith("step a: its script is empty, or");
    }

    @Test
    @DisplayName("a variable's value stays what it is, whatever the shell would read in it")
    void command_withVariables_hasThemQuotedBeforeItsScript() {
        HostCommand command = HostCommand.of("a", "echo \"$x\"");

        assertThat(command.with("x", "it's $(reboot)\n").with("block_2", "").script())
                .isEqualTo("x='it'\\''s $(reboot)\n'\nblock_2=''\necho \"$x\"\n");
        assertThat(command.with("x", "1"))
                .isEqualTo(command.with("x", "1"))
                .hasSameHashCodeAs(command.with("x", "1"))
                .isNotEqualTo(command.with("x", "2"))
                .isNotEqualTo(command);
        assertThat(command.script()).isEqualTo("echo \"$x\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PATH", "2", "a-b", "a b", "a=b", "a\n", "$(reboot)"})
    void command_withVariableOfNoName_isRefused(String variable) {
        assertThatThrownBy(() -> HostCommand.of("a", "true").with(variable, "1"))
                .hasMessageStartingWith(
                        "variable \"" + Shown.of(variable) + "\" of step a: is not a name for one; give 1 to 40");
    }

    @Test
    void command_withValueThatNoShellHas_isRefused() {
        assertThatThrownBy(() -> HostCommand.of("a", "true").with("x", "a\0"))
                .hasMessageStartingWith("variable x of step a: has a NUL or a carriage return; remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ens*", "-a", "a b", "a/b", "a\"b", "sixteen-letters-"})
    void uplink_ofSeveralOrNone_isRefused(String name) {
        assertThatThrownBy(() -> UplinkMatch.name(name))
                .hasMessage(
                        "uplink name \"" + Shown.of(name) + "\": is not the name of one interface; write it as ens5");
        assertThatThrownBy(() -> UplinkMatch.driver(name + "*")).hasMessageContaining("write it as ena");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "12:fb:b4:8b:15", "12:fb:b4:8b:15:f8:00", "12-fb-b4-8b-15-f8", "13:fb:b4:8b:15:f8", "g"})
    void uplink_ofMacAddressOfNone_isRefused(String address) {
        assertThatThrownBy(() -> UplinkMatch.macAddress(address))
                .hasMessage("uplink MAC address \"" + address
                        + "\": is not that of one interface; write it as 12:fb:b4:8b:15:f8");
    }

    @Test
    void uplink_ofMacAddress_isInLowerCase() {
        assertThat(UplinkMatch.macAddress("12:FB:b4:8B:15:f8"))
                .isEqualTo(UplinkMatch.macAddress("12:fb:b4:8b:15:f8"))
                .hasToString("macaddress 12:fb:b4:8b:15:f8");
    }

    @Test
    void names_ofPackagesAndUnits_areChecked() {
        HostConfig.Builder config = HostConfig.builder();

        assertThatCode(() -> config.packages("libstdc++6").units("docker.service", "a@b.timer"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> config.packages("a;reboot"))
                .hasMessage("package \"a;reboot\": is not a package's name; write it as gnupg");
        assertThatThrownBy(() -> config.units("docker"))
                .hasMessage("unit \"docker\": is not a systemd unit's name; write it as docker.service");
    }

    @Test
    void repository_ofShortKeyId_isRefused() {
        AptRepository.Builder builder = AptRepository.docker(OperatingSystem.UBUNTU_24_04).toBuilder();

        assertThatThrownBy(() -> builder.fingerprint("0EBFCD88"))
                .hasMessage("key fingerprint \"0EBFCD88\": is not a full one; give all 40 hexadecimal digits, as gpg"
                        + " --show-keys prints them (short ids can be forged)");
        assertThatThrownBy(() -> builder.uri("https://a\nTrusted: yes"))
                .hasMessageEndingWith("is not one; write it as https://mirror.example/docker");
        assertThat(builder.fingerprint("9dc8 5822 9fc7 dd38 854a e2d8 8d81 803c 0ebf cd88")
                        .build()
                        .fingerprint())
                .isEqualTo("9DC858229FC7DD38854AE2D88D81803C0EBFCD88");
    }
}
