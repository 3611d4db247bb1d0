//! The screen of one agreement is drawn from rows alone; they never say anything else than the acts (law 13).

use std::sync::atomic::Ordering;

use countersign_app::view::*;
use countersign_seal::Passphrase;
use countersign_vault::{EntryRow, Home, Moment as Time, Opener, PartRow};
use proptest::prelude::*;

use crate::people::{MORNING, PASSPHRASE, Person, agreed_mandate, goal, mandate, two_people};

/// One thing that somebody does, or tries to.
#[derive(Debug, Clone, Copy)]
enum Step {
    Suggest(u8),
    Near(u8),
    Close(u8, Ending),
    Answer(u8, Answer, u8),
    TakeBack(u8),
    Hold(u8),
    Pause,
    Resume,
    Decide(u8),
    Away,
    Hello,
    End,
    Carry,
    Look,
    DaysPass(i64),
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    let answers = prop::sample::select(vec![Answer::Yes, Answer::No, Answer::NotNow]);
    let endings = prop::sample::select(vec![Ending::Done, Ending::Changed, Ending::NotThisTime]);
    prop_oneof![
        3 => any::<u8>().prop_map(Step::Suggest),
        2 => any::<u8>().prop_map(Step::Near),
        2 => (any::<u8>(), endings).prop_map(|(part, ending)| Step::Close(part, ending)),
        5 => (any::<u8>(), answers, any::<u8>()).prop_map(|(part, answer, day)| Step::Answer(part, answer, day)),
        1 => any::<u8>().prop_map(Step::TakeBack),
        1 => any::<u8>().prop_map(Step::Hold),
        1 => Just(Step::Pause),
        1 => Just(Step::Resume),
        1 => any::<u8>().prop_map(Step::Decide),
        1 => Just(Step::Away),
        1 => Just(Step::Hello),
        1 => Just(Step::End),
        6 => Just(Step::Carry),
        3 => Just(Step::Look),
        2 => (1..4i64).prop_map(Step::DaysPass),
        2 => Just(Step::Restart),
    ]
}

/// One of the days from 3 May 2027 on, or none.
fn day(number: u8) -> Option<Day> {
    let day = 3 + number % 9;
    (day < 11).then(|| Day(format!("2027-05-{day:02}")))
}

fn terms(number: u8) -> Terms {
    match (number % 4, mandate()) {
        (0, _) => goal(),
        (
            1,
            Terms::Mandate {
                task,
                toward,
                about,
                ..
            },
        ) => Terms::Mandate {
            task,
            toward,
            about,
            until: day(number / 4),
        },
        _ => Terms::Arrangement {
            stand_in: "Per".to_owned(),
            until: day(number / 4),
        },
    }
}

impl Person {
    fn screen(&mut self) -> AgreementView {
        self.app.agreement(&self.agreement.clone()).unwrap()
    }

    fn some_part(&mut self, number: u8) -> Option<PartId> {
        let parts = self.screen().parts;
        let at = usize::from(number).checked_rem(parts.len())?;
        Some(parts[at].id.clone())
    }

    /// What the rules refuse changes nothing, and is a step like any other here.
    fn try_to(&mut self, step: Step) {
        let agreement = self.agreement.clone();
        let all = Pausing {
            agreement: agreement.clone(),
            part: None,
        };
        match step {
            Step::Suggest(number) => {
                let ask = self.suggesting(terms(number), "To see my son");
                drop(self.app.suggest(&ask));
            }
            Step::Near(goal) => self.try_to_step_towards(goal),
            Step::Close(part, ending) => self.try_to_close(part, ending),
            Step::Answer(part, answer, named) => {
                if let Some(part) = self.some_part(part) {
                    let ask = Answering {
                        day: day(named).filter(|_| answer != Answer::Yes),
                        words: Some("we will see".to_owned()).filter(|_| answer != Answer::Yes),
                        ..self.answering(&part, answer)
                    };
                    drop(self.app.answer(&ask));
                }
            }
            Step::TakeBack(part) => {
                let part = self.some_part(part);
                let yes = part.and_then(|part| Some((self.view(&part).mine_yes?, part)));
                if let Some((version, part)) = yes {
                    let reason = Some("it does not fit".to_owned());
                    let ask = TakingBack {
                        agreement,
                        part,
                        version,
                        reason,
                    };
                    drop(self.app.take_back(&ask));
                }
            }
            Step::Hold(part) => {
                let ask = Holding {
                    agreement,
                    part: self.some_part(part),
                    noted: Noted::Pause,
                    how: HowTold::Word,
                    on: None,
                    words: None,
                };
                drop(self.app.hold(&ask));
            }
            Step::Pause => drop(self.app.pause(&all)),
            Step::Resume => drop(self.app.resume(&all)),
            Step::Decide(number) => {
                drop(self.app.share_decision(&deciding(agreement, day(number))));
            }
            Step::Away => {
                let ask = GoingAway {
                    agreement,
                    from: Day("2027-05-05".to_owned()),
                    until: Day("2027-05-07".to_owned()),
                    stand_in: "Per".to_owned(),
                    reach: "at the desk".to_owned(),
                    words: None,
                };
                drop(self.app.away(&ask));
            }
            Step::Hello => {
                let words = "Good luck tomorrow".to_owned();
                drop(self.app.hello(&Greeting { agreement, words }));
            }
            Step::End => drop(self.app.end(&agreement)),
            Step::Carry | Step::Look | Step::DaysPass(_) | Step::Restart => {}
        }
    }

    fn try_to_step_towards(&mut self, goal: u8) {
        let terms = Terms::Step {
            doer: Doer::Both,
            by: None,
            goal: self.some_part(goal),
        };
        let ask = self.suggesting(terms, "To write to him");
        drop(self.app.suggest(&ask));
    }

    fn try_to_close(&mut self, part: u8, ending: Ending) {
        let part = self.some_part(part);
        let close = part.and_then(|part| Some((self.view(&part).close?, part)));
        let Some((version, part)) = close else {
            return;
        };
        let ask = ClosingStep {
            agreement: self.agreement.clone(),
            part,
            version,
            ending,
            day: None,
            words: Some("it went as it went".to_owned()),
        };
        drop(self.app.close_step(&ask));
    }

    /// The screen and the line in the list, as rows say; then as rows say that were made anew from the acts.
    fn rows_say_what_the_acts_say(&mut self) {
        let agreement = self.agreement.clone();
        let rows = (self.screen(), self.app.agreements().unwrap());
        self.app.rebuild(&agreement).unwrap();
        let acts = (self.screen(), self.app.agreements().unwrap());
        assert_eq!(rows, acts);
    }
}

fn deciding(agreement: AgreementId, until: Option<Day>) -> Deciding {
    Deciding {
        agreement,
        words: "You stay at the centre".to_owned(),
        language: "en".to_owned(),
        terms: Terms::Decision {
            decided_by: "The municipality".to_owned(),
            law: "Social Services Act 11:1".to_owned(),
            from: None,
            until,
            choices: Vec::new(),
            appeal: "Write to the court.".to_owned(),
            appeal_until: None,
            helper: None,
            overrides: None,
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn rows_never_say_anything_else_than_the_acts(
        steps in prop::collection::vec((any::<bool>(), step(), any::<bool>()), 1..24),
    ) {
        let (mut magda, mut karin) = two_people();
        for (number, (hers, step, look)) in steps.into_iter().enumerate() {
            let (one, other) = if hers { (&mut magda, &mut karin) } else { (&mut karin, &mut magda) };
            match step {
                Step::Carry => drop(one.carry_to(other)),
                Step::Look => one.rows_say_what_the_acts_say(),
                Step::DaysPass(days) => {
                    one.days_pass(days);
                    if look {
                        other.days_pass(days);
                    }
                }
                Step::Restart => one.restart(100 + number as u64),
                step @ (Step::Suggest(_)
                | Step::Near(_)
                | Step::Close(..)
                | Step::Answer(..)
                | Step::TakeBack(_)
                | Step::Hold(_)
                | Step::Pause
                | Step::Resume
                | Step::Decide(_)
                | Step::Away
                | Step::Hello
                | Step::End) => one.try_to(step),
            }
        }
        magda.rows_say_what_the_acts_say();
        karin.rows_say_what_the_acts_say();
    }
}

#[test]
fn what_passes_with_a_day_passes_on_a_screen_that_reads_no_act() {
    let (mut magda, mut karin) = two_people();
    let until = |day: &str| Terms::Arrangement {
        stand_in: "Per".to_owned(),
        until: Some(Day(day.to_owned())),
    };
    for last in ["2027-05-05", "2027-05-07"] {
        let part = karin.suggest(until(last), "Every Monday").part.unwrap();
        karin.carry_to(&mut magda);
        magda.answer(&part, Answer::Yes);
    }
    let ends = |person: &mut Person| {
        let screen = person.screen();
        let words = screen.parts.into_iter().map(|part| part.standing.word);
        (screen.until.map(|day| day.0), words.collect::<Vec<_>>())
    };
    let (agreed, ended) = (Standing::BothAgree, Standing::Ended);
    for (day, until, words) in [
        (3, Some("2027-05-05"), [agreed, agreed]),
        (5, Some("2027-05-05"), [agreed, agreed]),
        (6, Some("2027-05-07"), [ended, agreed]),
        (7, Some("2027-05-07"), [ended, agreed]),
        (8, None, [ended, ended]),
    ] {
        magda
            .clock
            .store(MORNING + (day - 3) * 86_400, Ordering::SeqCst);
        magda.restart(200);
        let expected = (until.map(str::to_owned), words.to_vec());
        assert_eq!(ends(&mut magda), expected, "on {day} May");
        magda.rows_say_what_the_acts_say();
    }
    magda.clock.store(MORNING, Ordering::SeqCst);
    assert_eq!(ends(&mut magda), (None, vec![ended, ended]), "law 7");
}

#[test]
fn rows_of_an_older_build_are_made_anew_before_anything_is_shown_by_them() {
    for looks_first in [true, false] {
        let (mut magda, mut karin) = two_people();
        let part = agreed_mandate(&mut magda, &mut karin);
        karin.carry_to(&mut magda);
        let shown = magda.screen();
        assert!(shown.parts[0].delivered.is_some() && shown.other_has_all.is_some());
        age_rows(&mut magda);
        if looks_first {
            assert_eq!(magda.screen(), shown);
        } else {
            magda.suggest(goal(), "To see my son");
            let screen = magda.screen();
            assert_eq!(screen.parts[0], shown.parts[0]);
            assert_eq!((screen.unsent, screen.parts.len()), (1, 2));
        }
        magda.rows_say_what_the_acts_say();
        assert_eq!(magda.standing(&part), Standing::BothAgree);
    }
}

/// Leaves the rows of screens as a build left them that knew less.
fn age_rows(person: &mut Person) {
    person.app.lock();
    let home = Home::open(person.folder.path()).unwrap();
    let passphrase = Passphrase::new(PASSPHRASE.to_owned()).unwrap();
    let id = person.vault.0.parse().unwrap();
    let opener = Opener::Passphrase(&passphrase);
    let mut vault = home.unlock(id, &opener, Time(MORNING)).unwrap().vault;
    let agreement = person.agreement.0.parse().unwrap();
    let parts = vault.view().parts(agreement).unwrap();
    let entry = vault.view().entry(agreement).unwrap().unwrap();
    let written: Result<(), countersign_vault::Error> = vault.write(|tx| {
        for part in parts {
            tx.put_part(&PartRow {
                there: Vec::new(),
                ..part
            })?;
        }
        tx.put_entry(&EntryRow {
            screen: String::new(),
            ..entry
        })
    });
    written.unwrap();
    drop(vault);
    let passphrase = PASSPHRASE.to_owned();
    person.app.open_vault(&person.vault, passphrase).unwrap();
}
