//! The parser seen from outside: each case is a source and a readable dump of its article.

mod blocks;
mod divisions;
mod dump;
mod figures;
mod front;
mod html;
mod inlines;
mod limits;
mod links;
mod maths;
mod notes;
mod pathological;
mod references;
mod repair;
mod spans;
mod spelling;
mod tables;
