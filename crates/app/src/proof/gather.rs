//! Gathering the acts that prove an agreed version.

use std::collections::BTreeSet;

use countersign_domain::{Act, ActId, Agreement, Deed, DeviceId, PartId, Role, VersionId};
use countersign_sync::ProofAct;
use countersign_vault as vault;

use crate::codes::Result;
use crate::error::Code;
use crate::page::Page;
use crate::standings::says_yes;

/// The acts that prove that both said yes to a version, each after those it rests on.
pub(crate) fn gather(page: &Page<'_>, part: PartId, version: VersionId) -> Result<Vec<ProofAct>> {
    let agreement = page.book.agreement();
    let acts = page.book.acts_of(part);
    let mut said = Vec::new();
    for role in Role::BOTH {
        said.push(yes_of(&acts, role, version).ok_or(Code::NothingToAnswer)?);
    }
    let mut order: Vec<ActId> = Vec::new();
    let mut devices: BTreeSet<DeviceId> = said.iter().map(|act| act.header.device).collect();
    devices.extend(
        acts.iter()
            .find(|act| act.id == version)
            .map(|act| act.header.device),
    );
    order.push(agreement.id());
    for device in devices {
        put_grounds(agreement, device, &mut order)?;
    }
    for id in std::iter::once(version).chain(said.iter().map(|act| act.id)) {
        if !order.contains(&id) {
            order.push(id);
        }
    }
    order
        .into_iter()
        .map(|id| proof_act(page, id, &said, version))
        .collect()
}

/// The yes of a person: the version itself where they suggested it, else their newest answer yes.
fn yes_of<'a>(acts: &[&'a Act], role: Role, version: VersionId) -> Option<&'a Act> {
    let mut newest = acts.iter().copied().rev();
    newest.find(|act| act.header.author == role && says_yes(act, version))
}

/// The acts by which a device came in, the earliest first.
fn put_grounds(agreement: &Agreement, device: DeviceId, order: &mut Vec<ActId>) -> Result<()> {
    let mut grounds = Vec::new();
    let mut next = Some(device);
    while let Some(device) = next {
        let grant = agreement
            .acts()
            .find(|act| agreement.refusal(act.id).is_none() && brings(act, device))
            .ok_or(Code::Broken)?;
        if grounds.contains(&grant.id) || order.contains(&grant.id) {
            break;
        }
        grounds.push(grant.id);
        next = rests_on(grant);
    }
    order.extend(grounds.into_iter().rev());
    Ok(())
}

/// The key that an act which brings a device rests on; none for the founding act.
fn rests_on(grant: &Act) -> Option<DeviceId> {
    if let Deed::Join { compared, .. } = grant.header.deed {
        Some(compared)
    } else if let Deed::AddDevice { .. } = grant.header.deed {
        Some(grant.header.device)
    } else {
        None
    }
}

/// Whether an act brings a device, or a kit, into the agreement.
fn brings(act: &Act, key: DeviceId) -> bool {
    if let Deed::Found { recovery, .. } | Deed::Join { recovery, .. } = act.header.deed {
        act.header.device == key || recovery == key
    } else if let Deed::AddDevice { device, .. } = act.header.deed {
        device == key
    } else {
        false
    }
}

/// An act with its bytes; with its words where they are what is proven.
fn proof_act(page: &Page<'_>, id: ActId, said: &[&Act], version: VersionId) -> Result<ProofAct> {
    let signed = page.book.replica.signed(id).ok_or(Code::Broken)?.to_vec();
    let worded = id == version || said.iter().any(|act| act.id == id);
    let body = match page.rows.body(page.id, id)? {
        vault::Body::Here(bytes) if worded => bytes,
        vault::Body::NotHere | vault::Body::Erased if worded => {
            return Err(Code::WordsNotHere.into());
        }
        vault::Body::Here(_) | vault::Body::NotHere | vault::Body::Erased => Vec::new(),
    };
    Ok(ProofAct { signed, body })
}
