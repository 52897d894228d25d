//! Peiban.
fn main() {}
