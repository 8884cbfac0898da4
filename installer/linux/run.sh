#!/bin/sh
# Sets Ordret up and starts it: a sample recording is dictated at speaking pace.
set -eu

cd -- "$(dirname -- "$0")/../.."
case "${1:-}" in
"" | --demo) ;;
*)
    printf 'Fejl: »%s« kendes ikke.\nBrug: sh installer/linux/run.sh [--demo]\n' "$1" >&2
    exit 2
    ;;
esac

sh installer/linux/setup.sh
.venv/bin/ordret demo --audio installer/linux/eksempel.flac
printf '\nDiktér selv i mikrofonen:  .venv/bin/ordret dictate --microphone --note\n'
printf 'Alle kommandoer:           .venv/bin/ordret --help\n'
