//! What a relay that lies can do to two people: for each lie whether all that is shown stays true, what the two are
//! told and when, and how soon all is level once the relay is honest again.
//!
//! Whole days are played: each says something, and both sync twice. The table is printed with `--nocapture`; its
//! figures stand in `docs/relay.md`. What is asserted always: nothing is shown that was not said, nothing is shown as
//! received that was not, nothing that was taken back comes into force again, and in the end nothing is lost.

use crate::liar::{Liar, Lie, two};
use crate::people::{Person, agreed_mandate, goal, two_people};
use countersign_app::view::{AddingRelay, Happened, JoiningRelay, PartId, Standing, SyncView};
use std::collections::BTreeSet;

/// Days for which it lies.
const LYING: u32 = 4;
/// The day on which Magda takes back.
const TAKEN_BACK: u32 = 1;
/// Days of honesty after which a file is carried.
const HONEST_MAX: u32 = 30;

/// Two people and their ends of a relay.
struct Scene {
    magda: Person,
    karin: Person,
    magdas: Liar,
    karins: Liar,
    mandate: PartId,
    suggestions: Vec<PartId>,
    taken_back: bool,
    karin_knows: bool,
}

/// What came of one lie.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    /// Day on which something was told: pieces kept aside, something earlier missing, trouble with the relay.
    told: Option<u32>,
    /// Day on which a change still lay at the relay, with nobody's signature for it.
    unsigned: Option<u32>,
    /// Honest days until both had everything; none when a file had to be carried.
    level: Option<u32>,
}

impl Scene {
    fn begin(lie: Lie) -> Self {
        let (mut magda, mut karin) = two_people();
        let mandate = agreed_mandate(&mut magda, &mut karin);
        let (magdas, mut karins) = two(lie, bundles_of_others());
        let relay = AddingRelay {
            agreement: karin.agreement.clone(),
            relay: Some("http://localhost:8480".to_owned()),
        };
        karin.app.relay_add(&relay).unwrap();
        karin.app.sync_round(&mut karins).unwrap();
        let card = karin.app.relay_card(&karin.agreement.clone()).unwrap();
        let join = JoiningRelay {
            agreement: magda.agreement.clone(),
            card: card.code,
        };
        magda.app.relay_join(&join).unwrap();
        let mut scene = Self {
            magda,
            karin,
            magdas,
            karins,
            mandate,
            suggestions: Vec::new(),
            taken_back: false,
            karin_knows: false,
        };
        scene.sync();
        magdas_acts_are_with_karin(&mut scene);
        scene.karins.plot.lock().unwrap().lies = true;
        scene
    }

    /// Both sync twice.
    fn sync(&mut self) -> Vec<SyncView> {
        let mut views = Vec::new();
        for _ in 0..2 {
            views.push(self.magda.app.sync_round(&mut self.magdas).unwrap());
            views.push(self.karin.app.sync_round(&mut self.karins).unwrap());
        }
        views
    }

    /// A day on which both say something. Gives what the syncs showed.
    fn day(&mut self, day: u32) -> Vec<SyncView> {
        self.magda.days_pass(1);
        self.karin.days_pass(1);
        let words = format!("on day {day}, a word");
        let said = self.karin.suggest(goal(), &words).part.unwrap();
        self.suggestions.push(said);
        let said = self.magda.suggest(goal(), &words).part.unwrap();
        self.suggestions.push(said);
        if day == TAKEN_BACK {
            let part = self.mandate.clone();
            self.magda.take_back(&part);
            self.taken_back = true;
            self.magdas.plot.lock().unwrap().marked = true;
        }
        let mut views = vec![self.magda.app.sync_round(&mut self.magdas).unwrap()];
        self.magdas.plot.lock().unwrap().marked = false;
        views.extend(self.sync());
        self.is_safe();
        views
    }

    /// Whatever the relay did, what is shown is true.
    fn is_safe(&mut self) {
        let (magdas, karins) = (ids(&mut self.magda), ids(&mut self.karin));
        let written: BTreeSet<_> = own(&mut self.magda)
            .union(&own(&mut self.karin))
            .cloned()
            .collect();
        assert!(
            magdas.is_subset(&written) && karins.is_subset(&written),
            "nobody else wrote"
        );
        assert!(
            received(&mut self.magda).is_subset(&all(&mut self.karin)),
            "Karin has it"
        );
        assert!(
            received(&mut self.karin).is_subset(&all(&mut self.magda)),
            "Magda has it"
        );
        for part in &self.suggestions.clone() {
            for person in [&mut self.magda, &mut self.karin] {
                let known = person.app.part(&person.agreement.clone(), part);
                let agreed = known.is_ok_and(|it| it.standing.word == Standing::BothAgree);
                assert!(!agreed, "nobody said yes");
            }
        }
        let mandate = self.mandate.clone();
        let holds = |person: &mut Person| person.standing(&mandate) == Standing::BothAgree;
        assert!(
            !(self.taken_back && holds(&mut self.magda)),
            "Magda took it back"
        );
        let karin_knows = !holds(&mut self.karin);
        assert!(
            karin_knows || !self.karin_knows,
            "it comes into force again"
        );
        self.karin_knows = karin_knows;
    }

    fn is_level(&mut self) -> bool {
        ids(&mut self.magda) == ids(&mut self.karin)
    }
}

fn magdas_acts_are_with_karin(scene: &mut Scene) {
    assert!(scene.is_level());
    let way = scene.magda.app.relay_status(&scene.magda.agreement.clone());
    let way = way.unwrap();
    assert_eq!((way.here, way.at_relay, way.on_its_way), (0, 0, 0));
}

/// Bundles that two others put into a mailbox of theirs.
fn bundles_of_others() -> Vec<Vec<u8>> {
    let (_, mut karin) = two_people();
    let file = karin.file();
    let envelopes = countersign_wire::BundleFile::open(&file).unwrap();
    envelopes.map(|one| one.unwrap().to_vec()).collect()
}

/// All acts that somebody has.
fn all(person: &mut Person) -> BTreeSet<String> {
    let history = person.app.history(&person.agreement.clone()).unwrap();
    history.into_iter().map(|line| line.id.0).collect()
}

/// The same without receipts, which follow everything and are never all there.
fn ids(person: &mut Person) -> BTreeSet<String> {
    let history = person.app.history(&person.agreement.clone()).unwrap();
    let told = history
        .into_iter()
        .filter(|line| line.happened != Happened::Received);
    told.map(|line| line.id.0).collect()
}

fn own(person: &mut Person) -> BTreeSet<String> {
    let way = person.app.way(&person.agreement.clone()).unwrap();
    way.acts.into_iter().map(|act| act.id.0).collect()
}

/// Own acts that are shown as received by the other.
fn received(person: &mut Person) -> BTreeSet<String> {
    let way = person.app.way(&person.agreement.clone()).unwrap();
    let there = way.acts.into_iter().filter(|act| act.delivered.is_some());
    there.map(|act| act.id.0).collect()
}

fn play(lie: Lie) -> Outcome {
    let mut scene = Scene::begin(lie);
    let mut outcome = Outcome::default();
    for day in 0..LYING {
        let views = scene.day(day);
        let told =
            |view: &SyncView| view.aside > 0 || view.waiting > 0 || !view.troubles.is_empty();
        if views.iter().any(told) {
            outcome.told.get_or_insert(day + 1);
        }
        let lies_there = [&mut scene.magda, &mut scene.karin]
            .into_iter()
            .any(|person| {
                let status = person.app.relay_status(&person.agreement.clone()).unwrap();
                status.here + status.at_relay + status.on_its_way > 0
            });
        if lies_there {
            outcome.unsigned.get_or_insert(day + 1);
        }
    }
    scene.karins.plot.lock().unwrap().lies = false;
    for day in 0..=HONEST_MAX {
        if scene.is_level() {
            outcome.level = Some(day);
            break;
        }
        scene.day(LYING + day);
    }
    scene.karin.carry_to(&mut scene.magda);
    scene.magda.carry_to(&mut scene.karin);
    scene.karin.carry_to(&mut scene.magda);
    assert!(scene.is_level(), "a file brings what is missing");
    scene.is_safe();
    assert!(scene.karin_knows, "the take-back has come");
    outcome
}

#[test]
fn whatever_a_relay_does_what_is_shown_is_true_and_nothing_is_lost() {
    let day = |day: Option<u32>| day.map_or_else(|| "never".to_owned(), |day| day.to_string());
    let mut table = String::new();
    for (lie, name) in Lie::ALL {
        let outcome = play(lie);
        let line = format!(
            "| {name} | yes | {} | {} | {} |\n",
            day(outcome.told),
            day(outcome.unsigned),
            day(outcome.level)
        );
        table.push_str(&line);
        if lie == Lie::None {
            let quiet = Outcome {
                level: Some(0),
                ..Outcome::default()
            };
            assert_eq!(outcome, quiet, "an honest relay warns nobody");
        } else {
            let seen = outcome.told.or(outcome.unsigned);
            let harmless = outcome.level == Some(0);
            assert!(
                seen.is_some() || harmless,
                "{name}: nobody sees that something is missing"
            );
        }
    }
    tell(&table);
}

#[expect(clippy::print_stdout, reason = "its result is a table")]
fn tell(table: &str) {
    println!("| Lie | Safe | Told on day | Shown as unsigned on day | Level after honest days |");
    println!("|---|---|---|---|---|\n{table}");
}
