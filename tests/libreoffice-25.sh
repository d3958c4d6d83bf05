#!/bin/sh
# Unpacks LibreOffice 25.2 of Debian 12's backports into a folder, beside the LibreOffice that is
# installed, and writes the program FOLDER/soffice. Nothing is installed: apt works on a private copy
# of its state, packages are only downloaded and unpacked, and their absolute paths are made relative.
# Does nothing where it is done already.
set -eu
[ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
version=25.2
mkdir -p "$1"
folder=$(cd "$1" && pwd -P)
case $folder in *[!A-Za-z0-9_./+-]*) echo "$folder: no blanks or special characters, please" >&2; exit 2 ;; esac
[ ! -e "$folder/done-$version" ] || exit 0
rm -rf "$folder/apt" "$folder/root" "$folder/soffice"

state=$folder/apt
mkdir -p "$state/lists/partial" "$state/archives/partial" "$state/dpkg" "$state/parts"
cp /var/lib/dpkg/status "$state/dpkg/status"
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
    [ -f "$file" ] || continue
    case $file in
        */sources.list) cp "$file" "$state/parts/00main.list" ;;
        *) cp "$file" "$state/parts/" ;;
    esac
done
cat >"$state/apt.conf" <<END
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$state/parts";
Dir::State::lists "$state/lists";
Dir::State::status "$state/dpkg/status";
Dir::State::extended_states "$state/extended_states";
Dir::Cache::archives "$state/archives";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
APT::Sandbox::User "root";
APT::Keep-Downloaded-Packages "true";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
END
# The second -c: these settings also win over those of the machine.
private() {
    program=$1
    shift
    APT_CONFIG=$state/apt.conf "$program" -c "$state/apt.conf" "$@"
}
private apt-get -qq update
archives=$(private apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Created-By: Packages' | sort -u)
if ! echo "$archives" | grep -q ' bookworm-backports main$'; then
    archive=$(echo "$archives" | sed -n 's/ bookworm main$//p' | head -n 1)
    [ -n "$archive" ] || { echo "apt knows no archive of Debian 12" >&2; exit 1; }
    key=/usr/share/keyrings/debian-archive-keyring.gpg
    echo "deb [signed-by=$key] $archive bookworm-backports main" >"$state/parts/zz-backports.list"
    private apt-get -qq update
fi
private apt-get -qq install --download-only --no-install-recommends --yes \
    -t bookworm-backports libreoffice-writer libreoffice-math >"$state/log" 2>&1 || {
    cat "$state/log" >&2
    exit 1
}

root=$folder/root
mkdir "$root"
for package in "$state"/archives/*.deb; do
    # The fonts are those of the tests.
    case $package in */fonts-*) continue ;; esac
    dpkg -x "$package" "$root"
done
program=$root/usr/lib/libreoffice/program
[ -x "$program/soffice.bin" ] || { echo "the packages hold no soffice.bin" >&2; exit 1; }
# What installing would do: without the main configuration nothing starts.
cp "$root/usr/lib/libreoffice/share/.registry/main.xcd" "$root/etc/libreoffice/registry/main.xcd"
find "$root" -type l -lname '/*' | while read -r link; do
    target=$(readlink "$link")
    if [ -e "$root$target" ]; then ln -srfT "$root$target" "$link"; fi
done
sed -i 's|^BRAND_BASE_DIR=.*|BRAND_BASE_DIR=${ORIGIN}/..|' "$program/fundamentalrc"
sed -i 's|^FHS_CONFIG_FILE=.*|FHS_CONFIG_FILE=${ORIGIN}/../../../../etc/libreoffice/sofficerc|' \
    "$program/sofficerc"
# These would be found first and would lead to the wrong folder.
find "$root/usr/lib" -type l -name 'libuno_*.so*' -not -path '*/libreoffice/*' -delete
cat >"$folder/soffice" <<'END'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
# Libraries that the machine lacked were unpacked here.
LD_LIBRARY_PATH=$here/root/usr/lib/$(uname -m)-linux-gnu${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH
exec "$here/root/usr/lib/libreoffice/program/soffice" "$@"
END
chmod +x "$folder/soffice"
found=$("$folder/soffice" -env:UserInstallation="file://$state/profile" --headless --version)
case $found in
    "LibreOffice $version"*) ;;
    *)
        echo "not LibreOffice $version: $found" >&2
        exit 1
        ;;
esac
rm -rf "$state"
: >"$folder/done-$version"
