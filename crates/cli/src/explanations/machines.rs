//! What the codes mean that are about runs that are made again or shared: the cache, manifests, workers,
//! watching.

use super::{Explanation, explain};

/// The codes, in order.
pub(super) const EXPLANATIONS: &[Explanation] = &[
    explain(
        "VB0120",
        "something in the cache is damaged",
        "A paper or an entry in the folder of the cache does not have the hash that it had when it was \
         written: the disk is failing, a copy was cut off, or somebody edited it. It was not used, and \
         the article was made anew. If it happens again, delete the folder and check the disk.",
    ),
    explain(
        "VB0121",
        "the cache cannot be written",
        "The folder that `--cache` or `cache` in vanban.toml names cannot be made or written: no \
         right, no room, a file in its place. Papers are made all the same, and will be made again the \
         next time. Check the rights and the disk, or name another folder.",
    ),
    explain(
        "VB0122",
        "manifests do not make a whole",
        "`vanban merge` makes one manifest of those of shards only if together they are about every \
         article of one set exactly once, made by one build of vanban; the message names what is missing, \
         doubled or different. Build that shard again with the same arguments. Example: \
         `vanban build bai --shard 3/4 --manifest 3.ndjson`.",
    ),
    explain(
        "VB0123",
        "a run ended before its manifest was whole",
        "The run was interrupted, or ended after an article that failed, so that some articles are not in \
         the manifest. What is known of the others is in its journal, the file beside it that ends in \
         `.journal`; the same command with `--resume` goes on from there.",
    ),
    explain(
        "VB0124",
        "a request to a worker makes no sense",
        "`vanban worker` reads an object of JSON on each line, with `id`, `article` and, if wished, \
         `out` and options; `vanban schema worker` describes them. A request that is none of these is \
         answered with its error, and the worker goes on. \
         Example: `{\"id\":\"a.md\",\"article\":\"bai/a.md\",\"out\":[\"ra/a.pdf\"]}`.",
    ),
    explain(
        "VB0125",
        "changes of files cannot be watched",
        "The system refuses to tell of changes below a folder: it is gone, may not be read, or there are \
         more folders than may be watched (on Linux `fs.inotify.max_user_watches`). What was built stands; \
         changes there are not noticed. Give fewer folders, or raise the limit.",
    ),
];
