//! What the program does, one file a subcommand.

pub(crate) mod build;
pub(crate) mod explain;
pub(crate) mod impose;
pub(crate) mod preview;
pub(crate) mod theme;
pub(crate) mod verify;
