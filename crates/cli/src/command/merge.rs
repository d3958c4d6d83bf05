//! `vanban merge`: the manifests of shards, or the answers of workers, made the manifest of one run.

use std::path::Path;
use std::process::ExitCode;

use vanban_article::Code;

use crate::args::machines::MergeArgs;
use crate::manifest::merge::{Part, merge};
use crate::settings::{Output, UsageError};
use crate::{files, report};

/// Makes one manifest; the code is 1 where the parts make no whole, and then nothing is written.
///
/// # Errors
///
/// Where one cannot be read.
pub(crate) fn run(args: &MergeArgs) -> Result<ExitCode, UsageError> {
    let read = |path: &Path| -> Result<(String, Vec<u8>), UsageError> {
        let bytes = files::read_whole(path)
            .map_err(|message| UsageError::new(message, "name manifests of shards"))?;
        Ok((path.display().to_string(), bytes))
    };
    let read = args.manifests.iter().map(|path| read(path));
    let read = read.collect::<Result<Vec<_>, UsageError>>()?;
    let parts: Vec<Part<'_>> =
        read.iter().map(|(name, bytes)| Part { name: name.as_str(), bytes }).collect();
    let whole = match merge(&parts) {
        Ok(whole) => whole,
        Err(faults) => {
            faults.iter().for_each(|fault| report::failure(Code::MERGE, fault));
            return Ok(ExitCode::FAILURE);
        }
    };
    let output = match args.output.as_os_str() == "-" {
        true => Output::Stdout,
        false => Output::File(args.output.clone()),
    };
    if let Err(error) = files::write(&output, whole.as_bytes()) {
        let name = files::output_name(&output);
        report::failure(Code::OUTPUT, &format!("cannot write {name}: {error}"));
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}
