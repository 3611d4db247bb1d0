//! Checking a proof: every signature, every key's ground, and that both said yes to the same words.
//!
//! What the fold would say (order, removals, endings) cannot be seen from a few acts, and is not claimed.

use std::collections::BTreeMap;

use countersign_domain::encode::{self, ADMISSION_BYTES};
use countersign_domain::{Act, ActId, Deed, DeviceId, Header, Role};
use countersign_seal::{
    DevicePublic, Joining, Label, act_id, body_commitment, fingerprint, verify, verify_admission,
    verify_countersign,
};
use countersign_sync::{Body, ProofAct, wire_role};
use countersign_wire::SignedAct;
use serde::Serialize;
use thiserror::Error;

use crate::names::{act_text, agreement_text, role_view};
use crate::standings::says_yes;
use crate::terms;
use crate::view;

/// Why a proof proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotProven {
    /// The file is no proof, or is cut off.
    #[error("it is no proof, or something of it is missing")]
    Malformed,
    /// Written by a newer app.
    #[error("a newer version of this app wrote it")]
    NewerFormat,
    /// An act cannot be read or is of another agreement.
    #[error("one of its acts belongs to another agreement, or can't be read")]
    Act,
    /// A signature is not valid.
    #[error("a signature is not valid")]
    Signature,
    /// A device is not validly one of the two people's.
    #[error("a device in it is not shown to belong to one of the two people")]
    Device,
    /// Words are not those that were signed for.
    #[error("the words are not those that were signed")]
    Words,
    /// One of the two did not say yes.
    #[error("it does not show a yes of both people")]
    NoYes,
}

/// What a proof proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Proven {
    /// The agreement.
    pub agreement: view::AgreementId,
    /// The version.
    pub version: view::ActId,
    /// The words that both said yes to.
    pub words: String,
    /// The fields of the version.
    pub terms: view::Terms,
    /// Who said yes, client first.
    pub yes: Vec<Said>,
}

/// One person's yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Said {
    /// Who.
    pub by: view::Role,
    /// The signed act.
    pub act: view::ActId,
    /// Fingerprint of the keys of the device that signed, 64 lower-case hex characters.
    pub fingerprint: String,
    /// When, as claimed.
    pub claimed: view::Moment,
}

struct Read {
    act: Act,
    body: Vec<u8>,
}

/// A key that belongs to one of the two; a kit has no other keys.
struct Member {
    role: Role,
    keys: Option<DevicePublic>,
}

type Members = BTreeMap<DeviceId, Member>;

/// Checks a proof.
pub(crate) fn check(acts: &[ProofAct]) -> Result<Proven, NotProven> {
    let read: Vec<Read> = acts.iter().map(read).collect::<Result<_, _>>()?;
    let founding = read.first().filter(|it| it.act.header.agreement.is_none());
    let agreement = founding.ok_or(NotProven::Act)?.act.id;
    let others = read.iter().skip(1);
    if others
        .clone()
        .any(|it| it.act.header.agreement != Some(agreement))
    {
        return Err(NotProven::Act);
    }
    let mut members = Members::new();
    for it in &read {
        admit(agreement, &it.act.header, &mut members)?;
        let member = members
            .get(&it.act.header.device)
            .ok_or(NotProven::Device)?;
        if member.role != it.act.header.author {
            return Err(NotProven::Device);
        }
    }
    proven(agreement, &read, &members)
}

fn read(given: &ProofAct) -> Result<Read, NotProven> {
    let signed = SignedAct::decode(&given.signed).map_err(|_| NotProven::Act)?;
    let header = encode::parse(signed.header()).map_err(|_| NotProven::Act)?;
    verify(
        header.device.as_bytes(),
        Label::Act,
        signed.header(),
        signed.signature(),
    )
    .map_err(|_| NotProven::Signature)?;
    let act = Act {
        id: ActId(act_id(&given.signed)),
        header,
    };
    Ok(Read {
        act,
        body: given.body.clone(),
    })
}

/// Takes in the keys that an act brings, if it may bring them.
fn admit(agreement: ActId, header: &Header, members: &mut Members) -> Result<(), NotProven> {
    if let Deed::Found { wrap_key, recovery } = &header.deed {
        // Only the first act can found; another one would bring its own people.
        if !members.is_empty() {
            return Err(NotProven::Device);
        }
        put_person(header, wrap_key, *recovery, members)
    } else if let Deed::Join {
        wrap_key, recovery, ..
    } = &header.deed
    {
        admitted(agreement, header, members)?;
        put_person(header, wrap_key, *recovery, members)
    } else if let Deed::AddDevice { .. } = &header.deed {
        added(agreement, header, members)
    } else {
        Ok(())
    }
}

/// A person's first device and kit.
fn put_person(
    header: &Header,
    wrap_key: &[u8],
    recovery: DeviceId,
    members: &mut Members,
) -> Result<(), NotProven> {
    let role = header.author;
    let keys = keys_of(header.device, wrap_key)?;
    members.insert(
        header.device,
        Member {
            role,
            keys: Some(keys),
        },
    );
    members.insert(recovery, Member { role, keys: None });
    Ok(())
}

/// A further device: added by one of the same person, and by its own word.
fn added(agreement: ActId, header: &Header, members: &mut Members) -> Result<(), NotProven> {
    let Deed::AddDevice {
        device,
        wrap_key,
        countersignature,
    } = &header.deed
    else {
        return Err(NotProven::Device);
    };
    let role = header.author;
    let adder = members.get(&header.device).filter(|it| it.role == role);
    adder.ok_or(NotProven::Device)?;
    let keys = keys_of(*device, wrap_key)?;
    let own_word = countersignature
        .as_slice()
        .try_into()
        .map_err(|_| NotProven::Device)?;
    let adder = header.device.as_bytes();
    verify_countersign(
        &keys,
        agreement.as_bytes(),
        wire_role(role),
        adder,
        own_word,
    )
    .map_err(|_| NotProven::Device)?;
    members.insert(
        *device,
        Member {
            role,
            keys: Some(keys),
        },
    );
    Ok(())
}

fn keys_of(device: DeviceId, wrap: &[u8]) -> Result<DevicePublic, NotProven> {
    let wrap = wrap.try_into().map_err(|_| NotProven::Device)?;
    Ok(DevicePublic {
        sign: device.0,
        wrap,
    })
}

/// The other person joins once, by the word of a device of the founder.
fn admitted(agreement: ActId, header: &Header, members: &Members) -> Result<(), NotProven> {
    let Deed::Join {
        wrap_key,
        recovery,
        compared,
        admission,
    } = &header.deed
    else {
        return Err(NotProven::Device);
    };
    let role = header.author;
    let founder = members
        .get(compared)
        .filter(|it| it.role != role && it.keys.is_some());
    founder.ok_or(NotProven::Device)?;
    if members.values().any(|it| it.role == role) {
        return Err(NotProven::Device);
    }
    let admission: &[u8; ADMISSION_BYTES] = admission
        .as_slice()
        .try_into()
        .map_err(|_| NotProven::Device)?;
    let (transcript, signature) = admission.split_first_chunk().ok_or(NotProven::Device)?;
    let joining = Joining {
        agreement: agreement.0,
        role: wire_role(role),
        keys: keys_of(header.device, wrap_key)?,
        recovery: recovery.0,
        transcript: *transcript,
    };
    let signature = signature.try_into().map_err(|_| NotProven::Device)?;
    verify_admission(compared.as_bytes(), &joining, signature).map_err(|_| NotProven::Device)
}

fn proven(agreement: ActId, read: &[Read], members: &Members) -> Result<Proven, NotProven> {
    let version = read.iter().find(|it| terms::suggestion(&it.act).is_some());
    let version = version.ok_or(NotProven::NoYes)?;
    let words = worded(version)?;
    let mut yes = Vec::new();
    for role in Role::BOTH {
        let said = read
            .iter()
            .find(|it| it.act.header.author == role && says_yes(&it.act, version.act.id));
        let said = said.ok_or(NotProven::NoYes)?;
        if said.act.id != version.act.id && !Body::same_words(&words, &worded(said)?) {
            return Err(NotProven::Words);
        }
        let keys = members
            .get(&said.act.header.device)
            .and_then(|member| member.keys.as_ref());
        yes.push(Said {
            by: role_view(role),
            act: act_text(said.act.id),
            fingerprint: hex(&fingerprint(keys.ok_or(NotProven::Device)?)),
            claimed: view::Moment(said.act.header.claimed.0),
        });
    }
    Ok(Proven {
        agreement: agreement_text(agreement),
        version: act_text(version.act.id),
        words: terms::words_of(&words).unwrap_or_default(),
        terms: terms::shown(&version.act, Some(&words)).ok_or(NotProven::Act)?,
        yes,
    })
}

/// The body of an act, if it is the one that was signed for.
fn worded(it: &Read) -> Result<Body, NotProven> {
    let body = Body::parse(&it.body).map_err(|_| NotProven::Words)?;
    let commitment = body_commitment(&body.salt, &it.body);
    if it.act.header.commitment == Some(commitment) {
        Ok(body)
    } else {
        Err(NotProven::Words)
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
