//! The law of the house (design §2) as properties over random histories, and the fold against the naive model.
//!
//! The same laws run over both: a law that only one of the two keeps says which of them to look at.

#[path = "laws/coverage.rs"]
mod coverage;
#[path = "laws/likeness.rs"]
mod likeness;
