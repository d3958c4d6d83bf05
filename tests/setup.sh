#!/bin/sh
# Installs what the test suite needs on a Debian machine: the programs that judge the papers, and a
# Python environment in tests/out/venv. Does nothing where all is there.
set -eu
cd "$(dirname "$0")"

packages=
need() { # COMMAND PACKAGE...
    command -v "$1" >/dev/null 2>&1 && return
    shift
    packages="$packages $*"
}
need qpdf qpdf
need pdftotext poppler-utils
need mutool mupdf-tools
need soffice libreoffice-writer libreoffice-math
need pandoc pandoc
need fc-list fontconfig
[ -f /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || packages="$packages fonts-dejavu-core"
python3 -c 'import venv, ensurepip' >/dev/null 2>&1 || packages="$packages python3 python3-venv"
if [ -n "$packages" ]; then
    sudo=
    [ "$(id -u)" -eq 0 ] || sudo=sudo
    $sudo apt-get update
    # shellcheck disable=SC2086 # a list of names
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $packages
fi

# A newer LibreOffice judges too, where Debian's backports have it.
./libreoffice-25.sh out/libreoffice-25 || echo "LibreOffice 25.2 is not to be had: its tests do not run"

wanted="python-docx==1.2.0 openxml-audit==0.8.0 pdfua==0.1.3 outloud==0.2.1 pikepdf==10.18.0"
# Whether the Python of this name has all of them.
has_all() {
    "$1" - $wanted <<'END' 2>/dev/null
import sys
from importlib.metadata import version
sys.exit(any(version(name) != number for name, number in (
    item.split("==") for item in sys.argv[1:])))
END
}
if ! has_all out/venv/bin/python3 && ! has_all python3; then
    rm -rf out/venv
    python3 -m venv out/venv
    # shellcheck disable=SC2086 # a list of names
    out/venv/bin/python3 -m pip install --quiet --disable-pip-version-check $wanted
fi
