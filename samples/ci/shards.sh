#!/bin/sh
# Shards on one machine, as many machines would build them, and the proof that nothing is missing.
#   samples/ci/shards.sh bai ra manifest.ndjson [SHARDS]
set -eu
articles=$1 out=$2 manifest=$3 shards=${4:-4}
parts=''
failed=0
for shard in $(seq "$shards"); do
    part="$manifest.$shard"
    parts="$parts $part"
    vanban build "$articles" --out-dir "$out" --shard "$shard/$shards" --manifest "$part" --resume ||
        failed=1
done
# Names of manifests are ours and hold no spaces.
# shellcheck disable=SC2086
vanban merge $parts -o "$manifest"
# shellcheck disable=SC2086
rm -f $parts
exit "$failed"
