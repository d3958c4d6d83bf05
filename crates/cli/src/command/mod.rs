//! What the program does, one file a subcommand.

pub(crate) mod build;
pub(crate) mod cache;
pub(crate) mod explain;
pub(crate) mod fix;
pub(crate) mod import;
pub(crate) mod impose;
pub(crate) mod init;
pub(crate) mod merge;
pub(crate) mod preview;
pub(crate) mod schema;
pub(crate) mod shell;
pub(crate) mod theme;
pub(crate) mod verify;
pub(crate) mod watch;
pub(crate) mod worker;
