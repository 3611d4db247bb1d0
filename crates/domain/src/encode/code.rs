//! Which number says which deed. Numbers are part of the format and never change their meaning.

use crate::act::Deed;

/// The code of a deed on the wire.
#[must_use]
pub fn code(deed: &Deed) -> u16 {
    match deed {
        Deed::Found { .. } => 1,
        Deed::Join { .. } => 2,
        Deed::AddDevice { .. } => 3,
        Deed::RemoveDevice { .. } => 4,
        Deed::End => 5,
        Deed::Suggest(_) => 10,
        Deed::Answer { .. } => 11,
        Deed::TakeBack { .. } => 12,
        Deed::FeltPushed { .. } => 13,
        Deed::SayDifferently { .. } => 14,
        Deed::Reply { .. } => 15,
        Deed::Decide(_) => 20,
        Deed::Seen { .. } => 21,
        Deed::Disagree { .. } => 22,
        Deed::Link { .. } => 23,
        Deed::Hold { .. } => 30,
        Deed::NotedYes { .. } => 31,
        Deed::Use { .. } => 40,
        Deed::AnswerUse { .. } => 41,
        Deed::Pause => 42,
        Deed::Resume => 43,
        Deed::Contact { .. } => 50,
        Deed::ContactReply { .. } => 51,
        Deed::ContactContest { .. } => 52,
        Deed::ShareCheckin => 53,
        Deed::CloseStep { .. } => 54,
        Deed::Hello => 55,
        Deed::Card => 56,
        Deed::Away { .. } => 57,
        Deed::Back { .. } => 58,
        Deed::Meet { .. } => 59,
        Deed::Erase { .. } => 60,
        Deed::AnswerErase { .. } => 61,
        Deed::Receipt { .. } => 70,
        Deed::CopyForRecord => 71,
        Deed::Unknown { code } => *code,
    }
}
