//! app: see Cargo.toml.

pub mod error;
mod folding;
mod print;
mod record;
pub mod view;

pub use folding::{ACTS_FILE_BYTES_MAX, FoldError, fold_acts};
pub use print::{PaperForm, paper};
pub use record::{PLAN_LINES_MAX, PlanLine, plan_lines, record_text};
