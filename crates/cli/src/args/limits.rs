//! What was typed about how much an article may take.

use clap::Args;

use crate::limits;

/// The arguments about limits.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Limits")]
pub(crate) struct LimitArgs {
    /// The largest article that is read [default: 32MiB]
    #[arg(long, value_name = "SIZE", value_parser = limits::typed_size)]
    pub(crate) max_input: Option<String>,
    /// The most pages that an article may have [default: 20000]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) max_pages: Option<u32>,
    /// The largest paper that is written [default: 2GiB]
    #[arg(long, value_name = "SIZE", value_parser = limits::typed_size)]
    pub(crate) max_output: Option<String>,
    /// How long an article may take, such as 90s, 2m or none [default: 60s]
    #[arg(long, value_name = "TIME", value_parser = limits::typed_time)]
    pub(crate) time_limit: Option<String>,
    /// How much memory an article may take, each in a process of its own [default: none; with
    /// --isolate: 1GiB]
    #[arg(long, value_name = "SIZE", value_parser = limits::typed_memory)]
    pub(crate) memory_limit: Option<String>,
    /// Make each article in a process of its own, which is ended where it takes too long or too much
    #[arg(
        long,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true"
    )]
    pub(crate) isolate: Option<bool>,
}
