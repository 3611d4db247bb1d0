//! Between the agreement and the organisation's record, so that nothing is typed twice (design §7, Paper).
//!
//! *Copy*: what goes into the organisation's file: purpose, goals, activities with who and when, follow-up, how the
//! client took part, her own words, disagreements. The copy is an act that she sees. *Paste*: the text of a plan
//! becomes suggestions, a line each, which agree nothing by themselves. Left out: mandates and permissions are never
//! pasted, since each is asked for by itself with its recipient named.

mod copy;
mod paste;

use countersign_domain::{Deed, Subject};
use countersign_sync::Field;

use crate::acts::Said;
use crate::app::App;
use crate::codes::Result;
use crate::names;
use crate::terms::{self, Texts};
use crate::view::{AgreementId, Saved};

pub use copy::record_text;
pub use paste::{PLAN_LINES_MAX, PlanLine, plan_lines};

impl App {
    /// The text for the organisation's record. The copy itself is an act with this text, which the client sees.
    ///
    /// # Errors
    /// When it is longer than one act can hold, or the rules say no.
    pub fn copy_for_record(
        &mut self,
        agreement: &AgreementId,
        organisation: &str,
    ) -> Result<(String, Saved)> {
        let view = self.agreement(agreement)?;
        let parts = self.whole_parts(&view)?;
        let text = record_text(&view, &parts);
        let mut texts = Texts::from([(Field::Words, terms::words(&text)?)]);
        let organisation = terms::some_words(Some(organisation))?;
        texts.extend(organisation.map(|name| (Field::Organisation, name)));
        let body = self.body(texts);
        let said = Said {
            subject: Subject::None,
            deed: Deed::CopyForRecord,
            body,
            note: None,
        };
        let saved = self.say(names::agreement(agreement)?, said)?;
        Ok((text, saved))
    }
}
