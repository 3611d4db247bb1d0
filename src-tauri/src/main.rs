//! Starts the window. What it does stands in the library beside it.
fn main() {}
