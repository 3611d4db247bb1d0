//! The law of the house (design §2) as properties over random histories, and the fold against the naive model.
//!
//! The same laws run over both: a law that only one of the two keeps says which of them to look at.

#[path = "laws/agreeing.rs"]
mod agreeing;
#[path = "laws/coverage.rs"]
mod coverage;
#[path = "laws/found.rs"]
mod found;
#[path = "laws/likeness.rs"]
mod likeness;
#[path = "laws/order.rs"]
mod order;
#[path = "laws/scene.rs"]
mod scene;
#[path = "laws/tearing.rs"]
mod tearing;
#[path = "laws/telling.rs"]
mod telling;
#[path = "laws/using.rs"]
mod using;
