//! How much one deed may name. What is over a limit is no act at all, on every device alike.

use super::{
    ADMISSION_BYTES, LANGUAGE_BYTES_MAX, NAMES_MAX, NotAHeader, SIGNATURE_BYTES, WRAP_KEY_BYTES,
};
use crate::act::Deed;

/// Refuses lists that are too long, and keys and signatures of a length that no key or signature has.
pub(super) fn within_limits(deed: &Deed) -> Result<(), NotAHeader> {
    let key = |bytes: &[u8]| bytes.is_empty() || bytes.len() == WRAP_KEY_BYTES;
    let within = match deed {
        Deed::Found { wrap_key, .. } => key(wrap_key),
        Deed::Join {
            wrap_key,
            admission,
            ..
        } => key(wrap_key) && (admission.is_empty() || admission.len() == ADMISSION_BYTES),
        Deed::AddDevice {
            wrap_key,
            countersignature,
            ..
        } => {
            key(wrap_key)
                && (countersignature.is_empty() || countersignature.len() == SIGNATURE_BYTES)
        }
        Deed::RemoveDevice { cuts, .. } => cuts.len() <= NAMES_MAX,
        Deed::Suggest(suggestion) => {
            suggestion.parents.len() <= NAMES_MAX && suggestion.language.len() <= LANGUAGE_BYTES_MAX
        }
        Deed::Decide(decision) => decision.language.len() <= LANGUAGE_BYTES_MAX,
        Deed::Erase { targets: acts }
        | Deed::Receipt { received: acts }
        | Deed::Meet { moves: acts, .. } => acts.len() <= NAMES_MAX,
        Deed::End
        | Deed::Answer { .. }
        | Deed::TakeBack { .. }
        | Deed::FeltPushed { .. }
        | Deed::SayDifferently { .. }
        | Deed::Reply { .. }
        | Deed::Seen { .. }
        | Deed::Disagree { .. }
        | Deed::Link { .. }
        | Deed::Hold { .. }
        | Deed::NotedYes { .. }
        | Deed::Use { .. }
        | Deed::AnswerUse { .. }
        | Deed::Pause
        | Deed::Resume
        | Deed::Contact { .. }
        | Deed::ContactReply { .. }
        | Deed::ContactContest { .. }
        | Deed::ShareCheckin
        | Deed::CloseStep { .. }
        | Deed::Hello
        | Deed::Card
        | Deed::Away { .. }
        | Deed::Back { .. }
        | Deed::AnswerErase { .. }
        | Deed::CopyForRecord
        | Deed::Unknown { .. } => true,
    };
    if within {
        Ok(())
    } else {
        Err(NotAHeader::OverLimit)
    }
}
