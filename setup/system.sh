#!/bin/sh
# Installs the Debian/Ubuntu packages that are missing: `system.sh run` for the portal, `system.sh test` for the tests too.
set -eu

packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
python=${2:-python3}

command -v "$python" >/dev/null 2>&1 || packages="$packages python3 python3-venv"
if command -v "$python" >/dev/null 2>&1; then
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
        echo "Schoolplein needs Python 3.11 or newer; this is $("$python" --version). Try: make run PYTHON=python3.12" >&2
        exit 1
    }
    "$python" -c 'import ensurepip, venv' 2>/dev/null || packages="$packages python3-venv"
fi
if [ "$1" = test ]; then
    packages="$packages poppler-utils"
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || packages="$packages chromium"
    # Ubuntu's Firefox is a snap, which the tests cannot drive: there they pass over real pushes.
    command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || grep -qs '^ID=ubuntu' /etc/os-release ||
        packages="$packages firefox-esr"
fi

missing=""
for package in $packages; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

command -v apt-get >/dev/null 2>&1 || { echo "Install these by hand, then run this again:$missing" >&2; exit 1; }
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
echo "Installing:$missing"
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
