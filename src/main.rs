//! Peiban's way in: hands the command line over and ends with its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    peiban::cli::main()
}
