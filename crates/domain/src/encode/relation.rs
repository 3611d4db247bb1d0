//! The fields of the acts of the relationship. Keys are part of the format and never change their meaning.

use minicbor::{Decode, Encode};

use super::NotAHeader;
use super::fields::{bytes, map, named, nothing};
use crate::act::Deed;
use crate::id::{ActId, VersionId};
use crate::relation::{Ending, When};
use crate::time::Day;

#[derive(Encode, Decode)]
#[cbor(map)]
struct CloseStep {
    #[n(0)]
    version: VersionId,
    #[n(1)]
    ending: Ending,
    #[n(2)]
    day: Option<Day>,
    #[n(3)]
    reasoned: bool,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct Away {
    #[n(0)]
    from: Day,
    #[n(1)]
    until: Day,
}

/// A minute without a day says nothing and is no act.
#[derive(Encode, Decode)]
#[cbor(map)]
struct Meet {
    #[n(0)]
    day: Option<Day>,
    #[n(1)]
    minute: Option<u16>,
    #[n(2)]
    moves: Vec<ActId>,
    #[n(3)]
    reasoned: bool,
}

/// The fields of an ending of a step, an absence or a meeting; nothing for any other deed.
pub(super) fn write(deed: &Deed) -> Vec<u8> {
    if let Deed::CloseStep {
        version,
        ending,
        day,
        reasoned,
    } = *deed
    {
        bytes(&CloseStep {
            version,
            ending,
            day,
            reasoned,
        })
    } else if let Deed::Away { from, until } = *deed {
        bytes(&Away { from, until })
    } else if let Deed::Meet {
        when,
        ref moves,
        reasoned,
    } = *deed
    {
        bytes(&Meet {
            day: when.map(|when| when.day),
            minute: when.and_then(|when| when.minute),
            moves: moves.clone(),
            reasoned,
        })
    } else {
        Vec::new()
    }
}

/// Reads codes 54 to 59.
pub(super) fn read(code: u16, bytes: &[u8]) -> Result<Deed, NotAHeader> {
    Ok(match code {
        54 => {
            let CloseStep {
                version,
                ending,
                day,
                reasoned,
            } = map(bytes)?;
            Deed::CloseStep {
                version,
                ending,
                day,
                reasoned,
            }
        }
        55 => nothing(bytes, Deed::Hello)?,
        56 => nothing(bytes, Deed::Card)?,
        57 => {
            let Away { from, until } = map(bytes)?;
            Deed::Away { from, until }
        }
        58 => Deed::Back {
            away: named(bytes)?,
        },
        _ => meet(bytes)?,
    })
}

fn meet(bytes: &[u8]) -> Result<Deed, NotAHeader> {
    let Meet {
        day,
        minute,
        moves,
        reasoned,
    } = map(bytes)?;
    if day.is_none() && minute.is_some() {
        return Err(NotAHeader::Malformed);
    }
    Ok(Deed::Meet {
        when: day.map(|day| When { day, minute }),
        moves,
        reasoned,
    })
}
