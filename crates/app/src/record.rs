//! Between the agreement and the organisation's record, so that nothing is typed twice (design §7, Paper).
//!
//! *Copy*: what goes into the organisation's file: purpose, goals, activities with who and when, follow-up, how the
//! client took part, her own words, disagreements. The copy is an act that she sees. *Paste*: the text of a plan
//! becomes suggestions, a line each, which agree nothing by themselves. Left out: mandates and permissions are never
//! pasted, since each is asked for by itself with its recipient named.

mod copy;
mod paste;

pub use copy::record_text;
pub use paste::{PLAN_LINES_MAX, PlanLine, plan_lines};
