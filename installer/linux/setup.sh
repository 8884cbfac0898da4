#!/bin/sh
# Makes a clone on Debian or Ubuntu ready to run (or, with --test, to be tested):
# system packages that are missing, .venv from the hashed lock, the project itself, the model.
# Safe to run again; a stamp in .venv makes that quick.
set -eu

cd -- "$(dirname -- "$0")/../.."
root=$(pwd)

say() { printf '%s\n' "$*"; }
fail() {
    printf 'Fejl: %s\n%s\n' "$1" "$2" >&2
    exit 1
}

lock=requirements.lock
purpose=running
packages="libportaudio2 libasound2-plugins"
case "${1:-}" in
"") ;;
--test)
    lock=requirements-dev.lock
    purpose=testing
    packages="$packages pulseaudio pulseaudio-utils espeak-ng libreoffice-writer-nogui poppler-utils"
    packages="$packages fonts-liberation"
    ;;
*)
    printf 'Fejl: »%s« kendes ikke.\nBrug: sh installer/linux/setup.sh [--test]\n' "$1" >&2
    exit 2
    ;;
esac

# What .venv was made from, and where.
wanted=$(
    {
        say "$root"
        cat "$lock" pyproject.toml models/catalogue.toml installer/linux/setup.sh
    } | sha256sum
)

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

model_is_here() {
    [ -s "$(.venv/bin/python -c '
import os
from ordret.paths import find_paths
print(find_paths(os.environ).models_folder / "base" / "model.bin")')" ]
}

get_model() {
    .venv/bin/ordret models get base || fail "Den indbyggede talemodel kan ikke gøres klar." \
        "Gør, som der står ovenfor, og kør kommandoen igen."
}

if [ "$(cat ".venv/ready-for-$purpose" 2>/dev/null)" = "$wanted" ]; then
    model_is_here || get_model
    exit 0
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM

# Runs a command as administrator; its output is kept for the case that it fails.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@" >"$log" 2>&1
    else
        # The log is this user's own.
        # shellcheck disable=SC2024
        sudo "$@" >"$log" 2>&1
    fi
}

updated=no
update_packages() {
    [ "$updated" = no ] || return 0
    # A source of somebody else's that fails need not concern Ordret's packages.
    as_root apt-get update -q || say "Ikke alle lister over systempakker kunne hentes; går videre."
    updated=yes
}

install_packages() {
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        fail "Der mangler systempakker, og du er hverken administrator eller har sudo." \
            "Bed en administrator køre: apt-get update && apt-get install $*"
    fi
    say "Installerer systempakker: $*"
    update_packages
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        -o DPkg::Lock::Timeout=120 "$@" || {
        tail -n 5 "$log" >&2
        fail "Systempakkerne kan ikke installeres." \
            "Prøv selv: sudo apt-get install $*. Kør så kommandoen igen."
    }
}

is_installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

find_python() {
    for python in python3.13 python3.12 python3.11 python3; do
        if command -v "$python" >/dev/null && is_new_enough "$python"; then
            return 0
        fi
    done
    return 1
}

if command -v apt-get >/dev/null; then
    missing=""
    for package in $packages; do
        is_installed "$package" || missing="$missing $package"
    done
    # The names of packages are words.
    # shellcheck disable=SC2086
    [ -z "$missing" ] || install_packages $missing
else
    say "Systempakker kan kun hentes på Debian og Ubuntu. Ordret skal bruge: $packages"
fi

if ! find_python && command -v apt-get >/dev/null; then
    update_packages
    for package in python3.13 python3.12 python3.11; do
        [ -z "$(apt-cache madison "$package")" ] || break
    done
    install_packages "$package" "$package-venv"
fi
find_python || fail "Ordret kræver Python 3.11 eller nyere." \
    "Brug Debian 12, Ubuntu 22.04 eller nyere, eller installér python3.11, og kør kommandoen igen."

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    command -v apt-get >/dev/null || fail "Python mangler modulet venv." \
        "Installér det, og kør kommandoen igen."
    version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    install_packages "$version-venv"
fi

# The commands in .venv hold its path, so one that was moved or copied here is made anew.
if ! head -n 2 .venv/bin/pip 2>/dev/null | grep -qF "$root/.venv/bin/" ||
    ! is_new_enough .venv/bin/python; then
    say "Laver mappen .venv"
    rm -rf .venv
    "$python" -m venv .venv || fail "Mappen .venv kan ikke laves." \
        "Se efter, at der er plads, og at du må skrive i $root."
fi

say "Henter programbiblioteker og den indbyggede talemodel (det kan tage nogle minutter)"
.venv/bin/python -m pip install --disable-pip-version-check -qq --require-hashes \
    --only-binary :all: -r "$lock" ||
    fail "Programbibliotekerne kan ikke hentes." "Se efter, at der er net og plads, og prøv igen."
.venv/bin/python -m pip install --disable-pip-version-check -qq --no-index --no-deps \
    --no-build-isolation -e . ||
    fail "Ordret kan ikke installeres i .venv." "Slet mappen .venv, og kør kommandoen igen."

get_model
say "$wanted" >".venv/ready-for-$purpose"
say "Ordret er klar."
