#!/bin/sh
# GNU parallel drives workers: each loads fonts once and answers a request a line; a worker that dies is
# started again with the same requests, and what was answered twice counts once.
#   samples/ci/parallel.sh bai ra manifest.ndjson [WORKERS]
# The manifest is that of `vanban build bai --out-dir ra --manifest manifest.ndjson`.
set -eu
articles=$1 out=$2 manifest=$3 workers=${4:-4}
answers=$(mktemp)
trap 'rm -f "$answers"' EXIT

# A request an article: `id` is its path below the folder. Names with quotes or line ends need a real JSON
# writer instead of sed.
(cd "$articles" && find . -type f \( -name '*.md' -o -name '*.markdown' \) ! -path '*/.*/*') |
    sed -e 's|^\./||' -e 's|["\\]|\\&|g' |
    while IFS= read -r id; do
        stem="$out/${id%.*}"
        printf '{"id":"%s","article":"%s/%s","out":["%s.pdf","%s.docx"]}\n' \
            "$id" "$articles" "$id" "$stem" "$stem"
    done |
    parallel --pipe -N 100 --retries 3 -j "$workers" vanban worker >"$answers"

vanban merge "$answers" -o "$manifest"
