//! Portions: the stretches of a line whose widths word processors round by themselves.

use crate::inline::shape::Text;

/// Numbers the portions: a portion ends where a run does, and around each no-break space, no-break
/// hyphen and word joiner, which word processors set by themselves.
pub(crate) fn number(text: &mut Text) {
    let bytes = text.breaks.as_bytes();
    let special = |at: u32| {
        let rest = &bytes[at as usize..];
        rest.starts_with("\u{a0}".as_bytes())
            || rest.starts_with("\u{2011}".as_bytes())
            || rest.starts_with("\u{2060}".as_bytes())
    };
    let count = text.clusters.len() - 1;
    let mut portion = 0;
    let mut before = false;
    for index in 0..count {
        let cluster = text.clusters[index];
        let own = special(cluster.at);
        let turns = index > 0 && cluster.run != text.clusters[index - 1].run;
        if index > 0 && (turns || own || before) {
            portion += 1;
        }
        text.clusters[index].portion = portion;
        before = own;
    }
}
