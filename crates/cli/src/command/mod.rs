//! What the program does, one file a subcommand.

pub(crate) mod build;
