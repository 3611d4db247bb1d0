//! The stage: Magda's vault on a real disk, the rows of one answer, and how to know afterwards that all of it is there.

use std::env;
use std::path::Path;

use countersign_domain::part::Role;
use countersign_domain::time::{Claimed, Day};
use countersign_domain::{ActId, DeviceId, Incarnation};
use countersign_seal::{Chance, Passphrase, Stretch};
use countersign_vault::{
    ActRow, AgreementRow, Body, BundleId, EntryRow, Error, Home, Moment, NewVault, OpenError,
    Opener, PartRow, Position, Tx, Vault, VaultId, View,
};

/// When everything happens.
pub(crate) const NOON: Moment = Moment(1_800_000_000);
/// Magda's passphrase until she changes it.
pub(crate) const MAGDAS: &str = "magda's own words";
/// The one agreement.
pub(crate) const HERE: ActId = ActId([1; 32]);
/// Acts in one bundle that is received.
pub(crate) const BUNDLE_ACTS: u32 = 40;

/// Chance that repeats itself.
pub(crate) struct Counted(pub(crate) u64);

impl Counted {
    /// The next number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        u64::from_le_bytes(bytes) % end
    }
}

impl Chance for Counted {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = (self.0 >> 56) as u8;
        }
    }
}

/// What the environment asks for.
#[expect(
    clippy::disallowed_methods,
    reason = "a test is a face: it is asked through the environment"
)]
pub(crate) fn asked(name: &str) -> Option<String> {
    env::var(name).ok()
}

pub(crate) fn passphrase(typed: &str) -> Passphrase {
    Passphrase::new(typed.to_owned()).unwrap()
}

pub(crate) fn unlock(home: &Home, id: VaultId, typed: &str) -> Result<Vault, OpenError> {
    home.unlock(id, &Opener::Passphrase(&passphrase(typed)), NOON)
        .map(|it| it.vault)
}

/// A home in which Magda has a vault with an agreement and nothing said in it.
pub(crate) fn make(folder: &Path, seed: u64) -> (Home, Vault) {
    let home = Home::open(folder).unwrap();
    let vault = create(&home, seed).unwrap();
    (home, vault)
}

/// One more vault with an agreement.
pub(crate) fn create(home: &Home, seed: u64) -> Result<Vault, OpenError> {
    let new = NewVault {
        label: None,
        passphrase: &passphrase(MAGDAS),
        stretch: Stretch::danger_weak_for_tests(),
        kit: None,
    };
    let mut vault = home.create(&new, &mut Counted(seed))?;
    vault.write(|tx| tx.add_agreement(&agreement()))?;
    Ok(vault)
}

fn agreement() -> AgreementRow {
    AgreementRow {
        id: HERE,
        role: Role::Client,
        own_name: "Magda".to_owned(),
        other_name: "Karin".to_owned(),
        began: NOON,
        closed: false,
        day_seen: Day::from_days(20_000).unwrap(),
        position: position(0),
        fresh_incarnation: false,
        heads: Vec::new(),
        act_count: 0,
    }
}

fn position(next_seq: u32) -> Position {
    Position {
        incarnation: Incarnation([4; 16]),
        next_seq: u64::from(next_seq),
        last_act: next_seq.checked_sub(1).map(name),
        continues: None,
        next_bundle: 0,
        sending_key: None,
        sent: Vec::new(),
        told: Vec::new(),
    }
}

/// The name of the `number`th thing.
pub(crate) fn name(number: u32) -> ActId {
    let mut bytes = [7; 32];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    ActId(bytes)
}

pub(crate) fn bundle(number: u32) -> BundleId {
    BundleId(name(number).0)
}

fn words(number: u32) -> String {
    format!("Karin may ring the landlord, wording{number}")
}

/// Writes one answer: the act, its words, every projection, the chain. What `app` does in one step.
pub(crate) fn save(tx: &Tx<'_>, number: u32) -> Result<(), Error> {
    tx.put_act(&act(number))?;
    tx.add_body(HERE, name(number), words(number).as_bytes())?;
    tx.index_words(HERE, name(number), &words(number))?;
    tx.put_part(&part(number))?;
    tx.put_entry(&entry(number))?;
    tx.set_document(HERE, &[], u64::from(number) + 1)?;
    tx.set_position(HERE, &position(number + 1))
}

/// How much of an answer is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    Whole,
    Nothing,
    Half,
}

/// Looks for everything that [`save`] wrote, but what later answers write over.
pub(crate) fn kept(view: View<'_>, number: u32) -> Kept {
    let traces = [
        view.act(HERE, name(number)).unwrap() == Some(act(number)),
        view.body(HERE, name(number)).unwrap() == Body::Here(words(number).into_bytes()),
        view.search(&format!("wording{number}"), 1_000_000).unwrap().iter().any(|found| {
            matches!(found, countersign_vault::Found::Act { act, .. } if *act == name(number))
        }),
    ];
    match traces.iter().filter(|trace| **trace).count() {
        0 => Kept::Nothing,
        3 => Kept::Whole,
        _ => Kept::Half,
    }
}

/// How many answers a vault holds; panics unless they are the first ones, each whole, and the rest agrees with them.
pub(crate) fn answers(view: View<'_>) -> u32 {
    let count = u32::try_from(view.act_count(HERE).unwrap()).unwrap();
    let acts = view.acts(HERE).unwrap();
    let bodies = view.bodies(HERE).unwrap();
    assert_eq!((acts.len(), bodies.len()), (count as usize, count as usize));
    for (number, kept) in (0..count).zip(acts) {
        assert_eq!(kept, act(number));
    }
    for number in count.saturating_sub(3)..count {
        assert_eq!(kept(view, number), Kept::Whole, "answer {number}");
    }
    assert_eq!(kept(view, count), Kept::Nothing);
    let row = view.agreement(HERE).unwrap().unwrap();
    assert_eq!(
        (row.act_count, row.position),
        (u64::from(count), position(count))
    );
    if let Some(last) = count.checked_sub(1) {
        assert_eq!(view.entry(HERE).unwrap(), Some(entry(last)));
        assert_eq!(view.part(HERE, part(last).part).unwrap(), Some(part(last)));
    }
    count
}

fn act(number: u32) -> ActRow {
    ActRow {
        agreement: HERE,
        id: name(number),
        bytes: name(number).0.repeat(12),
        role: Role::Client,
        device: DeviceId([9; 32]),
        kind: 11,
        part: Some(part(number).part),
        waiting: false,
        change: None,
        claimed: Claimed(i64::from(number)),
        arrived: None,
    }
}

fn part(number: u32) -> PartRow {
    PartRow {
        agreement: HERE,
        part: name(number % 5),
        kind: "mandate".to_owned(),
        standing: "bothAgree".to_owned(),
        words: words(number),
        suggested_by: Role::Keyworker,
        owes: String::new(),
        owes_since: Claimed(0),
        place: 0,
        detail: format!("{{\"version\":{number}}}"),
        there: Vec::new(),
    }
}

fn entry(number: u32) -> EntryRow {
    EntryRow {
        agreement: HERE,
        standing: "paired".to_owned(),
        owes: String::new(),
        owes_since: Claimed(0),
        heard: NOON,
        detail: format!("{{\"last\":{number}}}"),
        screen: String::new(),
    }
}
