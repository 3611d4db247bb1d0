//! The fields of each deed: a nested CBOR map.
//!
//! Keys are part of the format and never change their meaning. A code that is not known gives
//! [`Deed::Unknown`], whose fields nobody here reads (fold §2.7).

use minicbor::{Decode, Decoder, Encode};

use super::NotAHeader;
use super::limits::within_limits;
use super::relation;
use crate::act::{Choice, Cut, Deed, Noted};
use crate::id::{ActId, DeviceId, PartId, VersionId};
use crate::time::{Claimed, Day};

#[derive(Encode, Decode)]
#[cbor(map)]
struct Found {
    #[cbor(n(0), with = "minicbor::bytes")]
    wrap_key: Vec<u8>,
    #[n(1)]
    recovery: DeviceId,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct Join {
    #[cbor(n(0), with = "minicbor::bytes")]
    wrap_key: Vec<u8>,
    #[n(1)]
    recovery: DeviceId,
    #[n(2)]
    compared: DeviceId,
    #[cbor(n(3), with = "minicbor::bytes")]
    admission: Vec<u8>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct AddDevice {
    #[n(0)]
    device: DeviceId,
    #[cbor(n(1), with = "minicbor::bytes")]
    wrap_key: Vec<u8>,
    #[cbor(n(2), with = "minicbor::bytes")]
    countersignature: Vec<u8>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct RemoveDevice {
    #[n(0)]
    device: DeviceId,
    #[n(1)]
    cuts: Vec<Cut>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct Answer {
    #[n(0)]
    version: VersionId,
    #[n(1)]
    choice: Choice,
    #[n(2)]
    day: Option<Day>,
    #[n(3)]
    reasoned: bool,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct TakeBack {
    #[n(0)]
    version: VersionId,
    #[n(1)]
    reasoned: bool,
}

/// Every deed whose only field is the name of an act.
#[derive(Encode, Decode)]
#[cbor(map)]
struct Named {
    #[n(0)]
    act: ActId,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct Reply {
    #[n(0)]
    to: ActId,
    #[n(1)]
    day: Option<Day>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct Link {
    #[n(0)]
    decision: PartId,
    #[n(1)]
    part: PartId,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct Hold {
    #[n(0)]
    noted: Noted,
}

/// A use, and a contact under a mandate or none.
#[derive(Encode, Decode)]
#[cbor(map)]
struct At {
    #[n(0)]
    version: Option<VersionId>,
    #[n(1)]
    at: Claimed,
}

/// A client's word on a use, or an answer to an erasure.
#[derive(Encode, Decode)]
#[cbor(map)]
struct Said {
    #[n(0)]
    act: ActId,
    #[n(1)]
    so: bool,
}

/// An erasure, or a receipt.
#[derive(Encode, Decode)]
#[cbor(map)]
struct Names {
    #[n(0)]
    acts: Vec<ActId>,
}

/// Writes the fields; nothing for a deed without any.
pub(super) fn write(deed: &Deed) -> Vec<u8> {
    match deed.clone() {
        Deed::Found { .. }
        | Deed::Join { .. }
        | Deed::AddDevice { .. }
        | Deed::RemoveDevice { .. } => write_membership(deed.clone()),
        Deed::Suggest(suggestion) => bytes(&suggestion),
        Deed::Answer {
            version,
            choice,
            day,
            reasoned,
        } => bytes(&Answer {
            version,
            choice,
            day,
            reasoned,
        }),
        Deed::TakeBack { version, reasoned } => bytes(&TakeBack { version, reasoned }),
        Deed::FeltPushed { version: act }
        | Deed::SayDifferently { version: act }
        | Deed::NotedYes { version: act }
        | Deed::Seen { decision: act }
        | Deed::Disagree { decision: act }
        | Deed::ContactReply { contact: act }
        | Deed::ContactContest { contact: act }
        | Deed::Back { away: act } => bytes(&Named { act }),
        Deed::Reply { to, day } => bytes(&Reply { to, day }),
        Deed::Decide(decision) => bytes(&decision),
        Deed::Link { decision, part } => bytes(&Link { decision, part }),
        Deed::Hold { noted } => bytes(&Hold { noted }),
        Deed::Use { version, at } => bytes(&At {
            version: Some(version),
            at,
        }),
        Deed::Contact { mandate, at } => bytes(&At {
            version: mandate,
            at,
        }),
        Deed::AnswerUse {
            used: act,
            fine: so,
        }
        | Deed::AnswerErase {
            erase: act,
            kept: so,
        } => bytes(&Said { act, so }),
        Deed::Erase { targets: acts } | Deed::Receipt { received: acts } => bytes(&Names { acts }),
        Deed::CloseStep { .. } | Deed::Away { .. } | Deed::Meet { .. } => relation::write(deed),
        Deed::End
        | Deed::Pause
        | Deed::Resume
        | Deed::ShareCheckin
        | Deed::Hello
        | Deed::Card
        | Deed::CopyForRecord
        | Deed::Unknown { .. } => Vec::new(),
    }
}

/// The fields of a deed that grants or removes a device; nothing for any other.
fn write_membership(deed: Deed) -> Vec<u8> {
    if let Deed::Found { wrap_key, recovery } = deed {
        bytes(&Found { wrap_key, recovery })
    } else if let Deed::Join {
        wrap_key,
        recovery,
        compared,
        admission,
    } = deed
    {
        bytes(&Join {
            wrap_key,
            recovery,
            compared,
            admission,
        })
    } else if let Deed::AddDevice {
        device,
        wrap_key,
        countersignature,
    } = deed
    {
        bytes(&AddDevice {
            device,
            wrap_key,
            countersignature,
        })
    } else if let Deed::RemoveDevice { device, cuts } = deed {
        bytes(&RemoveDevice { device, cuts })
    } else {
        Vec::new()
    }
}

pub(super) fn bytes<T: Encode<()>>(fields: &T) -> Vec<u8> {
    minicbor::to_vec(fields).expect("a growing buffer takes every write")
}

/// Reads the deed that `code` and its fields say.
pub(super) fn read(code: u16, bytes: &[u8]) -> Result<Deed, NotAHeader> {
    let deed = match code {
        1..=5 => membership(code, bytes)?,
        10..=15 => words(code, bytes)?,
        20..=31 => beside(code, bytes)?,
        40..=53 => journal(code, bytes)?,
        54..=59 => relation::read(code, bytes)?,
        60..=71 => keeping(code, bytes)?,
        _ => Deed::Unknown { code },
    };
    within_limits(&deed)?;
    Ok(deed)
}

fn membership(code: u16, bytes: &[u8]) -> Result<Deed, NotAHeader> {
    Ok(match code {
        1 => {
            let Found { wrap_key, recovery } = map(bytes)?;
            Deed::Found { wrap_key, recovery }
        }
        2 => {
            let Join {
                wrap_key,
                recovery,
                compared,
                admission,
            } = map(bytes)?;
            Deed::Join {
                wrap_key,
                recovery,
                compared,
                admission,
            }
        }
        3 => {
            let AddDevice {
                device,
                wrap_key,
                countersignature,
            } = map(bytes)?;
            Deed::AddDevice {
                device,
                wrap_key,
                countersignature,
            }
        }
        4 => {
            let RemoveDevice { device, cuts } = map(bytes)?;
            Deed::RemoveDevice { device, cuts }
        }
        _ => nothing(bytes, Deed::End)?,
    })
}

fn words(code: u16, bytes: &[u8]) -> Result<Deed, NotAHeader> {
    Ok(match code {
        10 => Deed::Suggest(map(bytes)?),
        11 => {
            let Answer {
                version,
                choice,
                day,
                reasoned,
            } = map(bytes)?;
            Deed::Answer {
                version,
                choice,
                day,
                reasoned,
            }
        }
        12 => {
            let TakeBack { version, reasoned } = map(bytes)?;
            Deed::TakeBack { version, reasoned }
        }
        13 => Deed::FeltPushed {
            version: named(bytes)?,
        },
        14 => Deed::SayDifferently {
            version: named(bytes)?,
        },
        _ => {
            let Reply { to, day } = map(bytes)?;
            Deed::Reply { to, day }
        }
    })
}

fn beside(code: u16, bytes: &[u8]) -> Result<Deed, NotAHeader> {
    Ok(match code {
        20 => Deed::Decide(map(bytes)?),
        21 => Deed::Seen {
            decision: named(bytes)?,
        },
        22 => Deed::Disagree {
            decision: named(bytes)?,
        },
        23 => {
            let Link { decision, part } = map(bytes)?;
            Deed::Link { decision, part }
        }
        30 => {
            let Hold { noted } = map(bytes)?;
            Deed::Hold { noted }
        }
        31 => Deed::NotedYes {
            version: named(bytes)?,
        },
        _ => Deed::Unknown { code },
    })
}

fn journal(code: u16, bytes: &[u8]) -> Result<Deed, NotAHeader> {
    Ok(match code {
        40 => {
            let At { version, at } = map(bytes)?;
            Deed::Use {
                version: version.ok_or(NotAHeader::Malformed)?,
                at,
            }
        }
        41 => {
            let Said {
                act: used,
                so: fine,
            } = map(bytes)?;
            Deed::AnswerUse { used, fine }
        }
        42 => nothing(bytes, Deed::Pause)?,
        43 => nothing(bytes, Deed::Resume)?,
        50 => {
            let At {
                version: mandate,
                at,
            } = map(bytes)?;
            Deed::Contact { mandate, at }
        }
        51 => Deed::ContactReply {
            contact: named(bytes)?,
        },
        52 => Deed::ContactContest {
            contact: named(bytes)?,
        },
        53 => nothing(bytes, Deed::ShareCheckin)?,
        _ => Deed::Unknown { code },
    })
}

fn keeping(code: u16, bytes: &[u8]) -> Result<Deed, NotAHeader> {
    Ok(match code {
        60 => {
            let Names { acts: targets } = map(bytes)?;
            Deed::Erase { targets }
        }
        61 => {
            let Said {
                act: erase,
                so: kept,
            } = map(bytes)?;
            Deed::AnswerErase { erase, kept }
        }
        70 => {
            let Names { acts: received } = map(bytes)?;
            Deed::Receipt { received }
        }
        71 => nothing(bytes, Deed::CopyForRecord)?,
        _ => Deed::Unknown { code },
    })
}

pub(super) fn named(bytes: &[u8]) -> Result<ActId, NotAHeader> {
    map(bytes).map(|Named { act }| act)
}

/// A deed without fields; a newer writer may have added some.
pub(super) fn nothing(bytes: &[u8], deed: Deed) -> Result<Deed, NotAHeader> {
    if !bytes.is_empty() {
        ascending(bytes)?;
    }
    Ok(deed)
}

pub(super) fn map<'b, T: Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, NotAHeader> {
    ascending(bytes)?;
    Ok(minicbor::decode(bytes)?)
}

/// One map with ascending keys and nothing behind it: so that no field can be there twice.
fn ascending(bytes: &[u8]) -> Result<(), NotAHeader> {
    let mut decoder = Decoder::new(bytes);
    let count = decoder.map()?.ok_or(NotAHeader::Malformed)?;
    let mut last = None;
    for _ in 0..count {
        let key = decoder.u64()?;
        if last.is_some_and(|last| key <= last) {
            return Err(NotAHeader::Malformed);
        }
        last = Some(key);
        decoder.skip()?;
    }
    if decoder.position() == bytes.len() {
        Ok(())
    } else {
        Err(NotAHeader::Malformed)
    }
}
