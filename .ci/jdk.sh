# Sourced by the scripts: finds a JDK 25 wherever systems keep theirs.

is_jdk_25() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
    if [ -r "$1/release" ]; then
        grep -q '^JAVA_VERSION="25[."]' "$1/release"
    else
        "$1/bin/java" -version 2>&1 | grep -q 'version "25[."]'
    fi
}

find_jdk() {
    local one own
    own=$(command -v javac 2>/dev/null || true)
    [ -z "$own" ] || own=$(readlink -f "$own" 2>/dev/null || echo "$own")
    for one in \
        "${JAVA_HOME:-/nowhere}" "${JDK_HOME:-/nowhere}" "${own%/bin/javac}" \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /usr/local/jdk* /usr/local/openjdk* \
        /opt/* /opt/java/* /opt/jdk/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jenv/versions/* "$HOME"/.asdf/installs/java/* \
        "$HOME"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if is_jdk_25 "$one"; then
            printf '%s\n' "$one"
            return 0
        fi
    done
    {
        echo "Answerable needs a JDK 25, and none was found in JAVA_HOME, on the PATH or where systems keep theirs."
        echo "Install one and start again:"
        echo "  Debian, Ubuntu   apt install openjdk-25-jdk, or temurin-25-jdk from https://adoptium.net/installation/linux"
        echo "  Fedora           dnf install java-25-openjdk-devel"
        echo "  macOS            brew install openjdk@25"
        echo "  any              sdk install java 25-tem  (https://sdkman.io)"
        echo "or set JAVA_HOME to where it is."
    } >&2
    return 1
}
