//! P4: one agreement from a freshly opened vault. P5: the first screen of forty two-year agreements.
//!
//! P5's vault has Karin's real agreement and 39 others that are its rows again under other names: acts, words, the
//! index of words, the saved document, parts and list, written by the vault's own functions in one transaction. The
//! first screen reads the list, and must not care how much lies beside it.

use countersign_app::view::{AgreementId, Role};
use countersign_domain::ActId;
use countersign_seal::{Chance, entropy};
use countersign_sync::Body;
use countersign_vault as vault;
use vault::{Tx, Vault};

use crate::cast::{BenchWorld, Outcome, Person};
use crate::cost::{Runs, timed};
use crate::fresh::bare_load;

/// A keyworker has so many (reference workload).
const AGREEMENTS: usize = 40;

/// The screen of one agreement, vault just opened, and the bare load, in turn. The day was seen before.
pub(crate) fn cold_start(
    person: &mut Person,
    document: &[u8],
    times: usize,
) -> Outcome<(Runs, Runs)> {
    let mut copy = person.copy()?;
    copy.open()?;
    let agreement = copy.agreement.clone();
    copy.app.agreement(&agreement)?;
    let (mut ours, mut bare) = (Runs::default(), Runs::default());
    for _ in 0..times {
        copy.app.lock();
        copy.open()?;
        let (view, cost) = timed(|| copy.app.agreement(&agreement));
        drop(view?);
        ours.push(cost);
        bare.push(bare_load(document)?);
    }
    Ok((ours, bare))
}

/// Opening the vault with forty agreements and listing them, and opening an empty vault, in turn.
pub(crate) fn first_screen(karin: &mut Person, times: usize) -> Outcome<(Runs, Runs)> {
    let mut many = karin.copy()?;
    let mut source = many.unlocked()?;
    repeat(&mut source, many.agreement.clone())?;
    drop(source);
    let mut empty = Person::new("Karin", Role::Keyworker, 9)?;
    empty.app.lock();
    let (mut ours, mut bare) = (Runs::default(), Runs::default());
    for _ in 0..times {
        let (list, cost) = timed(|| -> Outcome<usize> {
            many.open()?;
            Ok(many.app.agreements()?.len())
        });
        if list? != AGREEMENTS {
            return Err("not all agreements are in the list".into());
        }
        ours.push(cost);
        many.app.lock();
        let (opened, cost) = timed(|| empty.open());
        opened?;
        bare.push(cost);
        empty.app.lock();
    }
    Ok((ours, bare))
}

/// Writes the rows of an agreement again under 39 other names.
fn repeat(vault: &mut Vault, agreement: AgreementId) -> Outcome<()> {
    let id: ActId = agreement.0.parse()?;
    let rows = vault.view();
    let whole = Whole {
        row: rows.agreement(id)?.ok_or("no agreement")?,
        acts: rows.acts(id)?,
        bodies: rows.bodies(id)?,
        parts: rows.parts(id)?,
        entry: rows.entry(id)?.ok_or("no line in the list")?,
        snapshot: rows.snapshot(id)?,
    };
    let mut chance = BenchWorld::new(40);
    vault
        .write(|tx| (1..AGREEMENTS).try_for_each(|_| whole.write(tx, &agreement.0, &mut chance)))?;
    Ok(())
}

struct Whole {
    row: vault::AgreementRow,
    acts: Vec<vault::ActRow>,
    bodies: Vec<(ActId, vault::Body)>,
    parts: Vec<vault::PartRow>,
    entry: vault::EntryRow,
    snapshot: Option<vault::Snapshot>,
}

impl Whole {
    fn write(&self, tx: &Tx<'_>, name: &str, chance: &mut dyn Chance) -> Result<(), vault::Error> {
        let id = ActId(entropy(chance));
        tx.add_agreement(&vault::AgreementRow {
            id,
            ..self.row.clone()
        })?;
        for act in &self.acts {
            tx.put_act(&vault::ActRow {
                agreement: id,
                ..act.clone()
            })?;
        }
        for (act, body) in &self.bodies {
            if let vault::Body::Here(bytes) = body {
                tx.add_body(id, *act, bytes)?;
                let texts = Body::parse(bytes).map(|body| body.fields.into_values().collect());
                let texts: Vec<String> = texts.unwrap_or_default();
                tx.index_words(id, *act, &texts.join("\n"))?;
            }
        }
        for part in &self.parts {
            tx.put_part(&vault::PartRow {
                agreement: id,
                ..part.clone()
            })?;
        }
        if let Some(snapshot) = &self.snapshot {
            tx.put_snapshot(id, snapshot)?;
        }
        tx.put_entry(&vault::EntryRow {
            agreement: id,
            detail: self.entry.detail.replace(name, &id.to_string()),
            ..self.entry.clone()
        })
    }
}
