//! P7: Karin has been away for a week, and so have her forty people: how long until all of it has come and gone.
//!
//! Through the real relay on SQLite over loopback, with the calls that a device makes. The time is from opening the
//! vault until nothing is left to ask; samod does the same work in turn, from opening its folder until both sides have
//! everything. Every round is a week more, of 60 and 60 acts in each agreement.

use std::path::Path;
use std::process::Command;

use countersign_app::view::{AddingRelay, JoiningRelay, Role};
use countersign_relay::config::Config;
use countersign_road::{Authorities, Http, Patience, Relay};
use countersign_tests::RelayHouse;

use crate::cast::{Outcome, Person, meet};
use crate::cost::{Cost, Runs, timed};
use crate::watched::Watched;
use crate::years::Years;

const WEEK: usize = 120;

/// Karin, and her people, each in an app of their own. In the place of Karin in a life stands somebody else until it is
/// lived on.
struct Forty {
    karin: Person,
    lives: Vec<Years>,
}

/// Measures so many agreements after a history of so many acts, `rounds` times, each in turn with the peer.
pub(crate) fn measure(
    peer: &Path,
    work: &Path,
    (agreements, acts, rounds): (usize, usize, usize),
) -> Outcome<()> {
    // All homes ask from one address here, as no forty people do.
    let settings = Config {
        address_per_second: 100_000,
        address_burst: 100_000,
        ..Config::default()
    };
    let relay = RelayHouse::with(settings, false);
    let mut road = Http::new(Authorities::Public, Patience::default())?;
    let mut forty = Forty::live(agreements, acts)?;
    forty.turn_on(&relay.address(), &mut road)?;
    let mut ours = Runs::default();
    let mut theirs = Vec::new();
    for round in 1..=rounds {
        println!("   round {round} of {rounds}");
        forty.a_week(&mut road)?;
        ours.push(forty.catch_up(&mut road)?);
        theirs.push(peer_ms(peer, work, agreements, acts)?);
    }
    theirs.sort_by(f64::total_cmp);
    let median = theirs.get(theirs.len() / 2).copied().unwrap_or(f64::NAN);
    println!("   samod {theirs:.0?} ms");
    println!(
        "P7 a week of {agreements} agreements ({acts} acts each before): ours {} ms, samod {median:.0} ms, wall; ours {} ms processor",
        ours.passed(),
        ours.processor()
    );
    Ok(())
}

impl Forty {
    fn live(agreements: usize, acts: usize) -> Outcome<Self> {
        let karin = Person::new("Karin", Role::Keyworker, 1)?;
        let lives = Vec::new();
        let mut forty = Self { karin, lives };
        for number in 0..agreements {
            let mut magda = meet(&mut forty.karin, 1_000 + number as u64 * 10)?;
            let nobody = magda.copy()?;
            let mut years = Years::of(magda, nobody);
            years.karin.agreement = forty.karin.agreement.clone();
            forty.lives.push(years);
            forty.in_life(number, |years| years.live_until(acts))?;
        }
        Ok(forty)
    }

    /// Lets Karin stand in one of the lives for this long.
    fn in_life(&mut self, at: usize, live: impl FnOnce(&mut Years) -> Outcome<()>) -> Outcome<()> {
        let years = self.lives.get_mut(at).ok_or("no such life")?;
        self.karin.agreement = years.magda.agreement.clone();
        self.karin.sets_clock_by(&years.magda);
        std::mem::swap(&mut self.karin, &mut years.karin);
        let lived = live(years);
        std::mem::swap(&mut self.karin, &mut years.karin);
        lived
    }

    /// Turns the relay on for each, and makes everybody level.
    fn turn_on(&mut self, address: &str, road: &mut Http) -> Outcome<()> {
        for years in &self.lives {
            self.karin.app.relay_add(&AddingRelay {
                agreement: years.magda.agreement.clone(),
                relay: Some(address.to_owned()),
            })?;
        }
        synced(&mut self.karin, road)?;
        for years in &mut self.lives {
            let agreement = years.magda.agreement.clone();
            let card = self.karin.app.relay_card(&agreement)?.code;
            years
                .magda
                .app
                .relay_join(&JoiningRelay { agreement, card })?;
        }
        self.settle(road)
    }

    fn settle(&mut self, road: &mut Http) -> Outcome<()> {
        loop {
            let mut news = 0;
            for years in &mut self.lives {
                news += synced(&mut years.magda, road)?;
            }
            news += synced(&mut self.karin, road)?;
            if news == 0 {
                return Ok(());
            }
        }
    }

    /// Everybody writes without a network; then her people have been at the relay, and Karin has not.
    fn a_week(&mut self, road: &mut Http) -> Outcome<()> {
        for at in 0..self.lives.len() {
            self.in_life(at, |years| {
                years.a_week_later();
                years.say(WEEK)
            })?;
        }
        for years in &mut self.lives {
            synced(&mut years.magda, road)?;
        }
        Ok(())
    }

    /// Karin opens her vault and is level with the relay.
    fn catch_up(&mut self, road: &mut Http) -> Outcome<Cost> {
        self.karin.app.lock();
        let karin = &mut self.karin;
        let mut watched = Watched::over(road);
        let mut opened = 0.0;
        let (news, cost) = timed(|| -> Outcome<u32> {
            let (open, cost) = timed(|| karin.open());
            opened = cost.passed;
            open?;
            synced(karin, &mut watched)
        });
        let Watched {
            waited, taken_in, ..
        } = watched;
        println!(
            "   {:.0} ms: opening {opened:.0}, waiting for the relay {waited:.0}, taking in {taken_in:.0}, making bundles and rows {:.0}",
            cost.passed,
            cost.passed - opened - waited - taken_in
        );
        let expected = self.lives.len() * 2;
        if (news? as usize) < expected {
            return Err("a week did not come or go".into());
        }
        self.settle(road)?;
        Ok(cost)
    }
}

/// One round; gives how many bundles came and went.
fn synced(person: &mut Person, road: &mut dyn Relay) -> Outcome<u32> {
    let done = person.app.sync_round(road)?;
    if done.troubles.is_empty() && done.aside == 0 {
        Ok(done.put + done.came)
    } else {
        Err(format!("the relay: {:?}, aside {}", done.troubles, done.aside).into())
    }
}

/// What samod needs for the same, in a process of its own.
fn peer_ms(peer: &Path, work: &Path, agreements: usize, acts: usize) -> Outcome<f64> {
    let told = Command::new(peer)
        .arg("catch-up")
        .arg(work)
        .args([agreements.to_string(), acts.to_string()])
        .output()?;
    let said = String::from_utf8(told.stdout)?;
    let ms = said
        .split_whitespace()
        .skip_while(|word| *word != "in")
        .nth(1);
    Ok(ms.ok_or("the peer did not say how long it took")?.parse()?)
}
