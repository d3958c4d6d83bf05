//! What the program does, one file a subcommand.

pub(crate) mod build;
pub(crate) mod verify;
