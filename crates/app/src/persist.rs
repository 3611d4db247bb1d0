//! Between what a replica wants kept and the tables of the vault: one step, one transaction.
//!
//! It exists because neither room knows the other. Nothing is decided here but which words of an act are searched,
//! and that what this device wrote did not "arrive".

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::act::Choice;
use countersign_domain::{ActId, AgreementId, Deed, DeviceId, Header, Subject, encode};
use countersign_sync as sync;
use countersign_sync::{Batch, Body, Field, OwnRow, Replica, Rows};
use countersign_vault::{
    self as vault, AgreementRow, BundleId, ChangeHash, Moment, Position, SendingKeyId, Tx, View,
};
use countersign_wire::SignedAct;

use crate::book::Book;
use crate::codes::Result;
use crate::error::Code;
use crate::living;

/// Reads an agreement from its rows. The Automerge document is not loaded.
pub(crate) fn load(view: View<'_>, row: &AgreementRow, device: DeviceId) -> Result<Book> {
    let mut arrived = BTreeMap::new();
    let mut acts = Vec::new();
    for act in view.acts(row.id)? {
        arrived.extend(act.arrived.map(|at| (act.id, at.0)));
        acts.push(sync::ActRow {
            id: act.id,
            signed: act.bytes,
            waiting: act.waiting,
            change: act.change.map(|hash| hash.0),
        });
    }
    let (bodies, erased) = bodies(view, row.id)?;
    let aside = view
        .aside()?
        .into_iter()
        .filter(|it| it.agreement == Some(row.id));
    let rows = Rows {
        agreement: row.id,
        role: row.role,
        device,
        own: own_row(&row.position),
        acts,
        bodies,
        erased,
        early: view
            .early_bodies(row.id)?
            .into_iter()
            .map(early_row)
            .collect(),
        keys: view
            .sending_keys(row.id)?
            .into_iter()
            .map(key_row)
            .collect(),
        peers: view.peers(row.id)?.into_iter().map(peer_row).collect(),
        aside: aside.filter_map(aside_note).collect(),
        document: sync::DocumentRow {
            heads: row.heads.iter().map(|hash| hash.0).collect(),
            acts: row.act_count,
        },
        snapshot: view.snapshot(row.id)?.map(|it| sync::SnapshotRow {
            bytes: it.bytes,
            acts: it.acts,
        }),
        living: living::rows(view, row.id)?,
    };
    let replica = Replica::load(rows).map_err(|_| Code::VaultDamaged)?;
    Ok(Book::new(replica, arrived))
}

fn bodies(view: View<'_>, agreement: AgreementId) -> Result<(BTreeSet<ActId>, BTreeSet<ActId>)> {
    let (mut here, mut erased) = (BTreeSet::new(), BTreeSet::new());
    for (act, gone) in view.bodies_named(agreement)? {
        if gone {
            erased.insert(act);
        } else {
            here.insert(act);
        }
    }
    Ok((here, erased))
}

/// Writes all that one step changes. `now` is when what came came.
pub(crate) fn save(
    tx: &Tx<'_>,
    agreement: AgreementId,
    batch: &Batch,
    device: DeviceId,
    now: i64,
) -> Result<()> {
    let now = Moment(now);
    let headers = save_acts(tx, agreement, batch, device, now)?;
    save_bodies(tx, agreement, batch, &headers)?;
    for act in &batch.erased {
        tx.erase_body(agreement, *act)?;
    }
    for early in &batch.early {
        tx.put_early_body(
            agreement,
            &vault::EarlyBodyRow {
                act: early.act,
                sender: early.sender,
                bytes: early.bytes.clone(),
            },
        )?;
    }
    for act in &batch.early_gone {
        tx.drop_early_bodies(agreement, *act)?;
    }
    save_others(tx, agreement, batch)?;
    living::save(tx, agreement, batch, now)?;
    if let Some(own) = &batch.own {
        tx.set_position(agreement, &position(own))?;
    }
    if let Some(document) = &batch.document {
        let heads: Vec<ChangeHash> = document.heads.iter().copied().map(ChangeHash).collect();
        tx.set_document(agreement, &heads, document.acts)?;
    }
    if let Some(snapshot) = &batch.snapshot {
        let row = vault::Snapshot {
            acts: snapshot.acts,
            bytes: snapshot.bytes.clone(),
        };
        tx.put_snapshot(agreement, &row)?;
    }
    Ok(tx.note_news(agreement)?)
}

/// Acts go in as causes do: read in that order, none has to wait for another.
fn save_acts(
    tx: &Tx<'_>,
    agreement: AgreementId,
    batch: &Batch,
    device: DeviceId,
    now: Moment,
) -> Result<BTreeMap<ActId, Header>> {
    let applied = batch.applied.iter().enumerate();
    let place: BTreeMap<ActId, usize> = applied.map(|(place, act)| (*act, place)).collect();
    let mut acts: Vec<&sync::ActRow> = batch.acts.iter().collect();
    acts.sort_by_cached_key(|act| (place.get(&act.id).copied().unwrap_or(usize::MAX), act.id));
    let mut headers = BTreeMap::new();
    for act in acts {
        let header = header_of(&act.signed)?;
        tx.put_act(&act_row(agreement, act, &header, device, now))?;
        headers.insert(act.id, header);
    }
    Ok(headers)
}

/// Bodies go in by name, as their table is sorted. Then what can be found is noted, together and in the order of the
/// acts' rows: FTS5 writes its whole pending index out whenever another statement sets a savepoint, and whenever a row
/// comes after one with a higher number.
fn save_bodies(
    tx: &Tx<'_>,
    agreement: AgreementId,
    batch: &Batch,
    headers: &BTreeMap<ActId, Header>,
) -> Result<()> {
    let mut bodies: Vec<&sync::BodyRow> = batch.bodies.iter().collect();
    bodies.sort_by_key(|body| body.act);
    let mut new = Vec::new();
    for body in bodies {
        if tx.add_body(agreement, body.act, &body.bytes)? == vault::Arrived::New {
            new.extend(found_by(body, headers).map(|words| (body.act, words)));
        }
    }
    Ok(tx.index_new_words(agreement, new)?)
}

/// Keys, peers, and what is kept aside.
fn save_others(tx: &Tx<'_>, agreement: AgreementId, batch: &Batch) -> Result<()> {
    for key in &batch.keys {
        tx.put_sending_key(
            agreement,
            &vault::SendingKeyRow {
                id: SendingKeyId(key.id),
                device: key.owner,
                secret: countersign_seal::SecretBytes::new(key.secret.expose().to_vec()),
                roster: key.roster,
                since: Moment(key.since),
            },
        )?;
    }
    for peer in &batch.peers {
        tx.put_peer(agreement, &kept_peer(peer))?;
    }
    for aside in &batch.aside {
        tx.keep_aside(&vault::AsideRow {
            id: BundleId(aside.id),
            agreement: Some(agreement),
            sender: aside.sender,
            key: aside.key.map(SendingKeyId),
            reason: aside.reason.code(),
            bytes: aside.bytes.clone(),
            at: Moment(aside.at),
        })?;
    }
    for id in &batch.aside_gone {
        tx.drop_aside(BundleId(*id))?;
    }
    Ok(())
}

/// The header in the bytes of a signed act that this app kept or is about to keep.
pub(crate) fn header_of(signed: &[u8]) -> Result<Header> {
    let signed = SignedAct::decode(signed).map_err(|_| Code::VaultDamaged)?;
    encode::parse(signed.header()).map_err(|_| Code::VaultDamaged.into())
}

fn act_row(
    agreement: AgreementId,
    act: &sync::ActRow,
    header: &Header,
    device: DeviceId,
    now: Moment,
) -> vault::ActRow {
    vault::ActRow {
        agreement,
        id: act.id,
        bytes: act.signed.clone(),
        role: header.author,
        device: header.device,
        kind: encode::code(&header.deed),
        part: match header.subject {
            Subject::Part(part) => Some(part),
            Subject::New => Some(act.id),
            Subject::None | Subject::All => None,
        },
        waiting: act.waiting,
        change: act.change.map(ChangeHash),
        claimed: header.claimed,
        arrived: (header.device != device).then_some(now),
    }
}

/// The words by which an act is found. A yes repeats the words of its version, which are findable already.
fn found_by(row: &sync::BodyRow, headers: &BTreeMap<ActId, Header>) -> Option<String> {
    let repeats = headers.get(&row.act).is_some_and(|header| {
        matches!(
            header.deed,
            Deed::Answer {
                choice: Choice::Yes,
                ..
            }
        )
    });
    // Words that only a newer app can read cannot be found in this one.
    let body = Body::parse(&row.bytes).ok().filter(|_| !repeats)?;
    Some(searched(&body)).filter(|words| !words.is_empty())
}

/// The texts of a body that are searched: all that this app knows.
pub(crate) fn searched(body: &Body) -> String {
    let known = body
        .fields
        .iter()
        .filter(|(field, _)| !matches!(field, Field::Unknown(_)));
    let texts: Vec<&str> = known.map(|(_, text)| text.as_str()).collect();
    texts.join("\n")
}

fn own_row(position: &Position) -> OwnRow {
    OwnRow {
        incarnation: position.incarnation,
        next_seq: position.next_seq,
        prev: position.last_act,
        continues: position.continues,
        next_bundle: position.next_bundle,
        key: position.sending_key.map(|key| key.0),
        sent: position.sent.iter().map(|bundle| bundle.0).collect(),
        told: position.told.clone(),
    }
}

/// Where a copy stands in its own chain, as the vault keeps it.
pub(crate) fn position(own: &OwnRow) -> Position {
    Position {
        incarnation: own.incarnation,
        next_seq: own.next_seq,
        last_act: own.prev,
        continues: own.continues,
        next_bundle: own.next_bundle,
        sending_key: own.key.map(SendingKeyId),
        sent: own.sent.iter().copied().map(BundleId).collect(),
        told: own.told.clone(),
    }
}

fn early_row(row: vault::EarlyBodyRow) -> sync::EarlyBodyRow {
    sync::EarlyBodyRow {
        act: row.act,
        sender: row.sender,
        bytes: row.bytes,
    }
}

fn key_row(row: vault::SendingKeyRow) -> sync::KeyRow {
    sync::KeyRow {
        id: row.id.0,
        secret: row.secret,
        owner: row.device,
        since: row.since.0,
        roster: row.roster,
    }
}

fn peer_row(row: vault::PeerRow) -> sync::PeerRow {
    sync::PeerRow {
        device: row.device,
        incarnation: row.incarnation,
        number: row.number,
        // No clock of ours ever said 0.
        heard: Some(row.heard.0).filter(|at| *at != 0),
        have: row.have,
        waiting: row.waiting,
        missing: row.missing,
        offered: row.offered,
        posted: row.posted,
        holds_key: row.holds_key,
        received: row.received.into_iter().map(|bundle| bundle.0).collect(),
    }
}

fn kept_peer(row: &sync::PeerRow) -> vault::PeerRow {
    vault::PeerRow {
        device: row.device,
        incarnation: row.incarnation,
        number: row.number,
        heard: Moment(row.heard.unwrap_or_default()),
        have: row.have.clone(),
        waiting: row.waiting.clone(),
        missing: row.missing.clone(),
        offered: row.offered.clone(),
        posted: row.posted.clone(),
        holds_key: row.holds_key,
        received: row.received.iter().copied().map(BundleId).collect(),
    }
}

fn aside_note(row: vault::AsideRow) -> Option<sync::AsideNote> {
    Some(sync::AsideNote {
        id: row.id.0,
        reason: sync::Reason::from_code(row.reason)?,
        sender: row.sender,
        key: row.key.map(|key| key.0),
    })
}

/// Makes the words of a kept act findable again.
pub(crate) fn index_again(
    tx: &Tx<'_>,
    agreement: AgreementId,
    act: ActId,
    bytes: &[u8],
) -> Result<()> {
    let kept = tx.act(agreement, act)?.ok_or(Code::VaultDamaged)?;
    let headers = BTreeMap::from([(act, header_of(&kept.bytes)?)]);
    let row = sync::BodyRow {
        act,
        bytes: bytes.to_vec(),
    };
    match found_by(&row, &headers) {
        Some(words) => Ok(tx.index_words(agreement, act, &words)?),
        None => Ok(()),
    }
}
