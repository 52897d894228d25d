//! Peiban's way in: hands the command line over and ends with its exit status.

use std::process::ExitCode;

/// Long imports give much memory from one thread to another, which the system's own is slow at.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    peiban::cli::main()
}
