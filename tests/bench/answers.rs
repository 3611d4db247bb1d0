//! P6: one durable answer through the app, against one durable row of 300 bytes in a vault in the same folder; and in
//! a long agreement against a short one. Passed time counts most here: it is the disk that is waited for.

use countersign_app::view::{Answer, Role};
use countersign_domain::{ActId, DeviceId};
use countersign_seal::{Passphrase, Stretch, entropy};
use countersign_vault::{EarlyBodyRow, Home, NewVault, Vault};

use crate::cast::{BenchWorld, Outcome, Person};
use crate::cost::{Cost, Runs, timed};
use crate::years::{Part, Years, answer};

/// Parts that are answered in turn, the same number in agreements of every length.
const PARTS: usize = 3;
const ROW_BYTES: usize = 300;

/// Magda's copy at some moment, with what she can answer.
pub(crate) struct Answers {
    magda: Person,
    parts: Vec<Part>,
    turn: usize,
}

impl Answers {
    /// Opens a copy and answers once: the first answer loads the document. Its cost is given apart.
    pub(crate) fn begin(years: &mut Years) -> Outcome<(Self, Cost)> {
        let mut magda = years.magda.copy()?;
        magda.open()?;
        let by_karin = years.parts.iter().filter(|part| part.by == Role::Keyworker);
        let parts: Vec<Part> = by_karin.take(PARTS).cloned().collect();
        let mut answers = Self {
            magda,
            parts,
            turn: 0,
        };
        let first = answers.one()?;
        Ok((answers, first))
    }

    /// Yes and not now, in turn, to one part after the other.
    pub(crate) fn one(&mut self) -> Outcome<Cost> {
        let at = self.turn % self.parts.len().max(1);
        let part = self.parts.get(at).ok_or("nothing to answer")?;
        let choice = if (self.turn / PARTS).is_multiple_of(2) {
            Answer::Yes
        } else {
            Answer::NotNow
        };
        self.turn += 1;
        self.magda.time_passes(60);
        let (saved, cost) = timed(|| answer(&mut self.magda, part, choice));
        saved?;
        Ok(cost)
    }
}

/// A vault beside Magda's, for bare rows.
pub(crate) struct Rows {
    vault: Vault,
    chance: BenchWorld,
}

impl Rows {
    pub(crate) fn beside(answers: &Answers) -> Outcome<Self> {
        let mut chance = BenchWorld::new(300);
        let passphrase = Passphrase::new("five words are easy enough".to_owned())?;
        let new = NewVault {
            label: Some("Rows"),
            passphrase: &passphrase,
            stretch: Stretch::danger_weak_for_tests(),
            kit: None,
        };
        let vault = Home::open(answers.magda.folder())?.create(&new, &mut chance)?;
        Ok(Self { vault, chance })
    }

    /// One row, durable.
    pub(crate) fn one(&mut self) -> Outcome<Cost> {
        let row = EarlyBodyRow {
            act: ActId(entropy(&mut self.chance)),
            sender: DeviceId([9; 32]),
            bytes: vec![7; ROW_BYTES],
        };
        let write = || {
            self.vault
                .write(|tx| tx.put_early_body(ActId([1; 32]), &row))
        };
        let (done, cost) = timed(write);
        done?;
        Ok(cost)
    }
}

/// Answers and rows in turn.
pub(crate) fn against_rows(
    answers: &mut Answers,
    rows: &mut Rows,
    times: usize,
) -> Outcome<(Runs, Runs)> {
    let (mut ours, mut bare) = (Runs::default(), Runs::default());
    for _ in 0..times {
        ours.push(answers.one()?);
        bare.push(rows.one()?);
    }
    Ok((ours, bare))
}

/// Answers in a long and in a short agreement in turn.
pub(crate) fn long_against_short(
    long: &mut Answers,
    short: &mut Answers,
    times: usize,
) -> Outcome<(Runs, Runs)> {
    let (mut late, mut early) = (Runs::default(), Runs::default());
    for _ in 0..times {
        late.push(long.one()?);
        early.push(short.one()?);
    }
    Ok((late, early))
}
