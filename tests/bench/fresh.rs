//! P3: a device that has nothing but the founding takes in the whole history, against a bare `Automerge::load`.
//!
//! The fresh device is Magda's vault as it lay on the day they paired: it has the founding act and her joining, and
//! lacks all the rest. Karin makes one file with all of it. Also a week's file (60 and 60 acts) at a device that has
//! all before. And where the time goes: each room's share done by that room's own functions over the same bytes.

use std::collections::BTreeMap;

use automerge::{Automerge, Change};
use countersign_domain::{Act, ActId, encode, fold};
use countersign_seal::{DeviceKeys, SendingKey, open_envelope, unwrap, verify_acts};
use countersign_sync::Body;
use countersign_vault as vault;
use countersign_wire::{BundleFile, Envelope, SignedAct};

use crate::cast::{Outcome, Person};
use crate::cost::{Cost, Runs, timed};
use crate::said::prose;
use crate::years::{CHECKIN_LETTERS, CONTACT_LETTERS, Years, check_in, contact};

/// What each writes in a week (reference workload).
const WEEK: usize = 60;

/// The bytes of the whole history, as Karin sends them to Magda's first day.
pub(crate) fn whole_history(early: &mut Person, karin: &mut Person) -> Outcome<Vec<u8>> {
    let (mut early, mut karin) = (early.copy()?, karin.copy()?);
    early.open()?;
    karin.open()?;
    early.carry_to(&mut karin)?;
    karin.file()
}

/// The document as a device saved it, and how many acts it carries.
pub(crate) fn saved_document(person: &mut Person) -> Outcome<(Vec<u8>, u64)> {
    person.app.lock();
    let vault = person.unlocked()?;
    let rows = vault.view();
    let id = person.agreement.0.parse()?;
    let kept = rows.snapshot(id)?.ok_or("no saved document")?;
    drop(vault);
    person.open()?;
    Ok((kept.bytes, kept.acts))
}

/// Taking the whole history in, and loading the bare document, in turn.
pub(crate) fn taking_in(
    early: &mut Person,
    whole: &[u8],
    document: &[u8],
    times: usize,
) -> Outcome<(Runs, Runs)> {
    let (mut ours, mut bare) = (Runs::default(), Runs::default());
    for _ in 0..times {
        let mut fresh = early.copy()?;
        fresh.open()?;
        let (arrival, cost) = timed(|| fresh.app.receive_file(whole));
        if arrival?.aside > 0 {
            return Err("a bundle was not taken in".into());
        }
        ours.push(cost);
        bare.push(bare_load(document)?);
    }
    Ok((ours, bare))
}

/// `Automerge::load` of the document, and nothing else.
pub(crate) fn bare_load(document: &[u8]) -> Outcome<Cost> {
    let (loaded, cost) = timed(|| Automerge::load(document));
    drop(loaded?);
    Ok(cost)
}

/// A week in which each writes 60 acts: Karin takes Magda's file in.
pub(crate) fn week(years: &mut Years, times: usize) -> Outcome<Runs> {
    let (mut magda, mut karin) = (years.magda.copy()?, years.karin.copy()?);
    magda.open()?;
    karin.open()?;
    for number in 0..WEEK {
        contact(&mut karin, prose(number, CONTACT_LETTERS))?;
        if number.is_multiple_of(2) {
            check_in(&mut magda, prose(number + WEEK, CHECKIN_LETTERS))?;
        } else {
            contact(&mut magda, prose(number + WEEK, CONTACT_LETTERS))?;
        }
    }
    let bytes = magda.file()?;
    let mut runs = Runs::default();
    for _ in 0..times {
        let mut copy = karin.copy()?;
        copy.open()?;
        let (arrival, cost) = timed(|| copy.app.receive_file(&bytes));
        arrival?;
        runs.push(cost);
    }
    Ok(runs)
}

/// Where the time of taking in goes, each share measured alone.
pub(crate) struct Shares {
    pub(crate) bundles: usize,
    pub(crate) acts: usize,
    pub(crate) opening: Cost,
    pub(crate) signatures: Cost,
    pub(crate) growing_singly: Cost,
    pub(crate) growing_at_once: Cost,
    pub(crate) fold: Cost,
    pub(crate) rows: Cost,
    pub(crate) index: Cost,
    pub(crate) reading: Cost,
}

/// Does each room's share of taking `whole` in, alone.
pub(crate) fn shares(full: &mut Person, whole: &[u8], document: &[u8]) -> Outcome<Shares> {
    full.app.lock();
    let vault = full.unlocked()?;
    let (_, secret) = vault.view().own_device()?.ok_or("no device")?;
    let keys = DeviceKeys::from_secret(&secret)?;
    let id: ActId = full.agreement.0.parse()?;
    let (read, reading) = timed(|| (vault.view().acts(id), vault.view().bodies(id)));
    let (rows, bodies) = (read.0?, read.1?);
    drop(vault);
    full.open()?;

    let (bundles, opening) = timed(|| opened(whole, &keys));
    let bundles = bundles?;
    let signed: Vec<SignedAct> = rows
        .iter()
        .map(|row| SignedAct::decode(&row.bytes))
        .collect::<Result<_, _>>()?;
    let pairs: Vec<_> = rows
        .iter()
        .map(|row| row.device.as_bytes())
        .zip(&signed)
        .collect();
    let (verdicts, signatures) = timed(|| verify_acts(&pairs));
    if verdicts.iter().any(Result::is_err) {
        return Err("a signature is not good".into());
    }
    let acts: Vec<Act> = rows
        .iter()
        .zip(&signed)
        .map(|(row, signed)| {
            Ok(Act {
                id: row.id,
                header: encode::parse(signed.header())?,
            })
        })
        .collect::<Outcome<_>>()?;
    let (folded, fold) = timed(|| fold(id, &acts));
    drop(folded.ok_or("nothing folded")?);
    let (rows, index) = written(id, &rows, &bodies)?;
    let changes = Automerge::load(document)?.get_changes(&[]);
    let mut lots: Vec<&[Change]> = Vec::new();
    let mut rest = &changes[..];
    for acts in &bundles {
        let (lot, behind) = rest.split_at((*acts).min(rest.len()));
        lots.push(lot);
        rest = behind;
    }
    Ok(Shares {
        bundles: bundles.len(),
        acts: acts.len(),
        opening,
        signatures,
        growing_singly: grown(&lots)?,
        growing_at_once: grown(&[&changes])?,
        fold,
        rows,
        index,
        reading,
    })
}

/// How many acts each bundle in a file has.
fn opened(whole: &[u8], keys: &DeviceKeys) -> Outcome<Vec<usize>> {
    let mut known: Option<SendingKey> = None;
    let mut bundles = Vec::new();
    for item in BundleFile::open(whole)? {
        let envelope = Envelope::decode(item?)?;
        if known.is_none() {
            known = unwrap(keys, envelope.key_id, &envelope.wraps);
        }
        let key = known.as_ref().ok_or("a key that is not here")?;
        bundles.push(open_envelope(&envelope, key)?.bundle.acts.len());
    }
    Ok(bundles)
}

/// What Automerge takes to apply each lot on a copy, save it, and load it again to see that it can be loaded.
fn grown(lots: &[&[Change]]) -> Outcome<Cost> {
    let (grown, cost) = timed(|| -> Outcome<Automerge> {
        let mut document = Automerge::new();
        for changes in lots {
            let mut copy = document.clone();
            copy.apply_changes(changes.to_vec())?;
            copy.save_and_verify()?;
            document = copy;
        }
        Ok(document)
    });
    drop(grown?);
    Ok(cost)
}

/// What the vault takes to write acts and words, and the index of words, each in one durable transaction.
fn written(
    id: ActId,
    rows: &[vault::ActRow],
    bodies: &[(ActId, vault::Body)],
) -> Outcome<(Cost, Cost)> {
    let mut other = Person::new("Magda", countersign_app::view::Role::Client, 77)?;
    other.app.lock();
    let mut vault = other.unlocked()?;
    let here = |(act, body): &(ActId, vault::Body)| match body {
        vault::Body::Here(bytes) => Some((*act, bytes.clone())),
        vault::Body::Erased | vault::Body::NotHere => None,
    };
    let bodies: Vec<_> = bodies.iter().filter_map(here).collect();
    let (done, kept) = timed(|| {
        vault.write(|tx| -> Result<(), vault::Error> {
            rows.iter().try_for_each(|row| tx.put_act(row))?;
            bodies.iter().try_for_each(|(act, bytes)| {
                tx.add_body(id, *act, bytes)?;
                Ok(())
            })
        })
    });
    done?;
    let mut words: BTreeMap<ActId, String> = BTreeMap::new();
    for (act, bytes) in &bodies {
        let body = Body::parse(bytes).map(|body| body.fields.into_values().collect());
        let texts: Vec<String> = body.unwrap_or_default();
        words.insert(*act, texts.join("\n"));
    }
    let (done, indexed) = timed(|| {
        vault.write(|tx| {
            rows.iter().try_for_each(|row| match words.get(&row.id) {
                Some(words) => tx.index_words(id, row.id, words),
                None => Ok(()),
            })
        })
    });
    let done: Result<(), vault::Error> = done;
    done?;
    Ok((kept, indexed))
}
