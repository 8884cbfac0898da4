#!/bin/sh
# Sets Ordret up for testing and runs everything that must hold before a change lands.
set -eu

cd -- "$(dirname -- "$0")/../.."
sh installer/linux/setup.sh --test

step() {
    printf '\n== %s\n' "$*"
    tool=$1
    shift
    ".venv/bin/$tool" "$@"
}

step ruff check
step ruff format --check
step mypy
step lint-imports
step pytest
