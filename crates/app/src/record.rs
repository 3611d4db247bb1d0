//! Between the agreement and the organisation's record, so that nothing is typed twice (design §7, Paper).
//!
//! *Copy*: what goes into the organisation's file: purpose, goals, activities with who and when, follow-up, how the
//! client took part, her own words, disagreements. The copy is an act that she sees. *Paste*: the text of a plan
//! becomes suggestions, a line each, which agree nothing by themselves; what a court, a law or a house rule decided
//! is shared as that. Left out: mandates and permissions are never pasted, since each is asked for by itself with its
//! recipient named.

mod copy;
mod paste;

use countersign_domain::{Deed, Subject};
use countersign_sync::Field;

use crate::acts::Said;
use crate::app::App;
use crate::codes::Result;
use crate::error::Code;
use crate::names;
use crate::terms::{self, Texts};
use crate::view::{Pasting, PlanLine, RecordCopying, RecordView};

pub(crate) use copy::record_text;
pub use paste::{PLAN_LINES_MAX, plan_lines};

/// Most characters of a plan that are looked at.
const PLAN_CHARACTERS_MAX: usize = 100_000;

impl App {
    /// The text for the organisation's record. The copy itself is an act with this text, which the client sees.
    ///
    /// # Errors
    /// When it is longer than one act can hold (fewer parts fit then), a part is not here, or the rules say no.
    pub fn copy_for_record(&mut self, ask: &RecordCopying) -> Result<RecordView> {
        let view = self.agreement(&ask.agreement)?;
        let mut parts = self.whole_parts(&view)?;
        if let Some(chosen) = &ask.parts {
            if chosen
                .iter()
                .any(|id| parts.iter().all(|part| part.id != *id))
            {
                return Err(Code::PartUnknown.into());
            }
            parts.retain(|part| chosen.contains(&part.id));
        }
        let next = self.relation(&ask.agreement)?.next;
        let text = record_text(&view, &parts, &next, &ask.language);
        let mut texts = Texts::from([(Field::Words, terms::words(&text)?)]);
        let organisation = terms::some_words(Some(&ask.organisation))?;
        texts.extend(organisation.map(|name| (Field::Organisation, name)));
        let body = self.body(texts);
        let said = Said {
            subject: Subject::None,
            deed: Deed::CopyForRecord,
            body,
            note: None,
        };
        let saved = self.say(names::agreement(&ask.agreement)?, said)?;
        Ok(RecordView { text, saved })
    }

    /// The lines of a plan that somebody pasted, to be looked at before any of them is suggested.
    ///
    /// # Errors
    /// When there is no line in it, or more than [`PLAN_LINES_MAX`].
    pub fn read_plan(&self, ask: &Pasting) -> Result<Vec<PlanLine>> {
        if ask.text.chars().count() > PLAN_CHARACTERS_MAX {
            return Err(Code::WordsTooLong.into());
        }
        let lines = plan_lines(&ask.text);
        match lines.len() {
            0 => Err(Code::WordsMissing.into()),
            1..=PLAN_LINES_MAX => Ok(lines),
            _ => Err(Code::WordsTooLong.into()),
        }
    }
}
