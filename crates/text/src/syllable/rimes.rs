//! The rimes of Vietnamese spelling: core, rare and marginal ones; read by [`super`].

use super::Status::{self, Core, Marginal, Rare};

/// A rime without its tone, the letter (counted from 1) that carries the tone in the old and in
/// the new style, and how well it is attested; in byte order. A rime that ends in a stop takes sắc
/// and nặng only.
pub(super) type Rime = (&'static str, u8, u8, Status);

#[rustfmt::skip]
pub(super) const RIMES: [Rime; 192] = [
    ("a", 1, 1, Core), ("ac", 1, 1, Core), ("ach", 1, 1, Core), ("ai", 1, 1, Core),
    ("am", 1, 1, Core), ("an", 1, 1, Core), ("ang", 1, 1, Core), ("anh", 1, 1, Core),
    ("ao", 1, 1, Core), ("ap", 1, 1, Core), ("at", 1, 1, Core), ("au", 1, 1, Core),
    ("ay", 1, 1, Core), ("e", 1, 1, Core), ("ec", 1, 1, Core), ("em", 1, 1, Core),
    ("en", 1, 1, Core), ("eng", 1, 1, Core), ("eo", 1, 1, Core), ("ep", 1, 1, Core),
    ("et", 1, 1, Core), ("i", 1, 1, Core), ("ia", 1, 1, Core), ("ich", 1, 1, Core),
    ("im", 1, 1, Core), ("in", 1, 1, Core), ("inh", 1, 1, Core), ("ip", 1, 1, Core),
    ("it", 1, 1, Core), ("iu", 1, 1, Core), ("iêc", 2, 2, Core), ("iêm", 2, 2, Core),
    ("iên", 2, 2, Core), ("iêng", 2, 2, Core), ("iêp", 2, 2, Core), ("iêt", 2, 2, Core),
    ("iêu", 2, 2, Core), ("o", 1, 1, Core), ("oa", 1, 2, Core), ("oac", 2, 2, Core),
    ("oach", 2, 2, Core), ("oai", 2, 2, Core), ("oam", 2, 2, Core), ("oan", 2, 2, Core),
    ("oang", 2, 2, Core), ("oanh", 2, 2, Core), ("oao", 2, 2, Rare), ("oap", 2, 2, Rare),
    ("oat", 2, 2, Core), ("oau", 2, 2, Marginal), ("oay", 2, 2, Core), ("oc", 1, 1, Core),
    ("oe", 1, 2, Core), ("oec", 2, 2, Marginal), ("oem", 2, 2, Rare), ("oen", 2, 2, Core),
    ("oeng", 2, 2, Marginal), ("oeo", 2, 2, Rare), ("oep", 2, 2, Marginal), ("oet", 2, 2, Core),
    ("oi", 1, 1, Core), ("om", 1, 1, Core), ("on", 1, 1, Core), ("ong", 1, 1, Core),
    ("ooc", 2, 2, Rare), ("oong", 2, 2, Core), ("op", 1, 1, Core), ("ot", 1, 1, Core),
    ("oăc", 2, 2, Rare), ("oăm", 2, 2, Core), ("oăn", 2, 2, Core), ("oăng", 2, 2, Core),
    ("oăp", 2, 2, Marginal), ("oăt", 2, 2, Core), ("u", 1, 1, Core), ("ua", 1, 1, Core),
    ("uc", 1, 1, Core), ("ui", 1, 1, Core), ("um", 1, 1, Core), ("un", 1, 1, Core),
    ("ung", 1, 1, Core), ("up", 1, 1, Core), ("ut", 1, 1, Core), ("uy", 1, 2, Core),
    ("uya", 2, 2, Rare), ("uych", 2, 2, Rare), ("uym", 2, 2, Marginal), ("uyn", 2, 2, Rare),
    ("uynh", 2, 2, Core), ("uyp", 2, 2, Rare), ("uyt", 2, 2, Core), ("uyu", 2, 2, Rare),
    ("uyêc", 3, 3, Marginal), ("uyêm", 3, 3, Marginal), ("uyên", 3, 3, Core),
    ("uyêng", 3, 3, Marginal), ("uyêp", 3, 3, Marginal), ("uyêt", 3, 3, Core),
    ("uyêu", 3, 3, Marginal), ("uâc", 2, 2, Marginal), ("uâm", 2, 2, Marginal), ("uân", 2, 2, Core),
    ("uâng", 2, 2, Rare), ("uâp", 2, 2, Marginal), ("uât", 2, 2, Core), ("uây", 2, 2, Core),
    ("uê", 2, 2, Core), ("uêch", 2, 2, Core), ("uêm", 2, 2, Marginal), ("uên", 2, 2, Marginal),
    ("uênh", 2, 2, Rare), ("uêp", 2, 2, Marginal), ("uêt", 2, 2, Marginal), ("uêu", 2, 2, Marginal),
    ("uôc", 2, 2, Core), ("uôi", 2, 2, Core), ("uôm", 2, 2, Core), ("uôn", 2, 2, Core),
    ("uông", 2, 2, Core), ("uôp", 2, 2, Rare), ("uôt", 2, 2, Core), ("uơ", 2, 2, Rare),
    ("uơi", 2, 2, Marginal), ("uơm", 2, 2, Marginal), ("uơn", 2, 2, Marginal),
    ("uơp", 2, 2, Marginal), ("uơt", 2, 2, Marginal), ("y", 1, 1, Core), ("ynh", 1, 1, Rare),
    ("yt", 1, 1, Rare), ("yêm", 2, 2, Rare), ("yên", 2, 2, Core), ("yêng", 2, 2, Rare),
    ("yêt", 2, 2, Rare), ("yêu", 2, 2, Rare), ("âc", 1, 1, Core), ("âm", 1, 1, Core),
    ("ân", 1, 1, Core), ("âng", 1, 1, Core), ("âp", 1, 1, Core), ("ât", 1, 1, Core),
    ("âu", 1, 1, Core), ("ây", 1, 1, Core), ("ê", 1, 1, Core), ("êch", 1, 1, Core),
    ("êm", 1, 1, Core), ("ên", 1, 1, Core), ("êng", 1, 1, Rare), ("ênh", 1, 1, Core),
    ("êp", 1, 1, Core), ("êt", 1, 1, Core), ("êu", 1, 1, Core), ("ô", 1, 1, Core),
    ("ôc", 1, 1, Core), ("ôi", 1, 1, Core), ("ôm", 1, 1, Core), ("ôn", 1, 1, Core),
    ("ông", 1, 1, Core), ("ôp", 1, 1, Core), ("ôt", 1, 1, Core), ("ôôc", 2, 2, Marginal),
    ("ôông", 2, 2, Marginal), ("ăc", 1, 1, Core), ("ăm", 1, 1, Core), ("ăn", 1, 1, Core),
    ("ăng", 1, 1, Core), ("ăp", 1, 1, Core), ("ăt", 1, 1, Core), ("ơ", 1, 1, Core),
    ("ơi", 1, 1, Core), ("ơm", 1, 1, Core), ("ơn", 1, 1, Core), ("ơp", 1, 1, Core),
    ("ơt", 1, 1, Core), ("ư", 1, 1, Core), ("ưa", 1, 1, Core), ("ưc", 1, 1, Core),
    ("ưi", 1, 1, Rare), ("ưm", 1, 1, Rare), ("ưn", 1, 1, Rare), ("ưng", 1, 1, Core),
    ("ưp", 1, 1, Marginal), ("ưt", 1, 1, Core), ("ưu", 1, 1, Core), ("ươc", 2, 2, Core),
    ("ươi", 2, 2, Core), ("ươm", 2, 2, Core), ("ươn", 2, 2, Core), ("ương", 2, 2, Core),
    ("ươp", 2, 2, Core), ("ươt", 2, 2, Core), ("ươu", 2, 2, Core),
];
