//! Measures what people wait for, as ratios from one run: bars P3 to P6, and how each grows with an agreement. With
//! `--peers FOLDER PEER ROUNDS` it weighs what travels (P1, P2), writes the work down for peers to do the same, and
//! catches up with forty agreements in turn with the peer (P7).
//!
//! `scripts/bench` builds and runs it; `docs/performance.md` says what each figure means. Every figure is taken in turn
//! with what it is measured against, so that a busy machine weighs on both alike. It asserts nothing: no test may fail
//! because a machine is slow. Builds one agreement, and stops at several lengths on the way to measure copies of it.

#![expect(clippy::print_stdout, reason = "its result is a table")]

mod answers;
mod cast;
mod catch_up;
mod cost;
mod fresh;
mod peers;
mod said;
mod screens;
mod watched;
mod years;

use std::path::Path;

use answers::{Answers, Rows};
use cast::Outcome;
use cost::{Cost, Runs, timed};
use years::Years;

/// Runs of what takes long, and of what is quick.
const FEW: usize = 9;
const MANY: usize = 101;
/// P7: agreements, acts in each before, and rounds where not asked otherwise.
const FORTY: usize = 40;
const BEFORE: usize = 60;
const ROUNDS: usize = 5;

fn main() -> Outcome<()> {
    let asked = |name: &str| std::env::args().any(|argument| argument == name);
    let mut arguments = std::env::args().skip_while(|argument| argument != "--peers");
    if let Some(folder) = arguments.nth(1) {
        let work = Path::new(&folder);
        peers::write(work)?;
        return match arguments.next() {
            Some(peer) => {
                let asked = arguments.next().and_then(|rounds| rounds.parse().ok());
                let rounds = asked.unwrap_or(ROUNDS);
                catch_up::measure(Path::new(&peer), work, (FORTY, BEFORE, rounds))
            }
            None => Ok(()),
        };
    }
    let (small, large) = (asked("--small"), asked("--large"));
    let mut years = Years::begin()?;
    let mut early = years.magda.copy()?;
    heading();
    if asked("--only") {
        grow(&mut years, 3_000)?;
        return only(&mut years, &mut early, &asked);
    }
    grow(&mut years, 100)?;
    let (mut short, _) = Answers::begin(&mut years)?;
    for acts in [300, 3_000] {
        grow(&mut years, acts)?;
        measure(&mut years, &mut early)?;
    }
    let (ours, empty) = screens::first_screen(&mut years.karin, FEW)?;
    row(
        "P5 first screen of 40 ÷ opening an empty vault",
        years.acts,
        &ours,
        &empty,
        3.0,
    );
    if small {
        return Ok(());
    }
    grow(&mut years, 10_000)?;
    let (mut long, _) = Answers::begin(&mut years)?;
    let (late, soon) = answers::long_against_short(&mut long, &mut short, MANY)?;
    row(
        "P6 an answer at 10,000 acts ÷ at 100",
        years.acts,
        &late,
        &soon,
        1.3,
    );
    if large {
        grow(&mut years, 30_000)?;
        measure(&mut years, &mut early)?;
    }
    Ok(())
}

/// One figure alone, many times over, for a profiler: `--only p3`, `p4` or `p6`.
fn only(years: &mut Years, early: &mut cast::Person, asked: &dyn Fn(&str) -> bool) -> Outcome<()> {
    let acts = years.acts;
    let whole = fresh::whole_history(early, &mut years.karin)?;
    let mut full = early.copy()?;
    full.open()?;
    full.app.receive_file(&whole)?;
    let (document, _) = fresh::saved_document(&mut full)?;
    if asked("p3") {
        let (ours, bare) = fresh::taking_in(early, &whole, &document, MANY / 2)?;
        row("P3 fresh device ÷ bare load", acts, &ours, &bare, 2.5);
    }
    if asked("p4") {
        let (ours, bare) = screens::cold_start(&mut years.magda, &document, MANY)?;
        row("P4 cold start ÷ bare load", acts, &ours, &bare, 1.2);
    }
    if asked("p6") {
        // Anew each time: a part that is answered without end is no part of anybody's.
        for _ in 0..MANY / 2 {
            let (mut answers, _) = Answers::begin(years)?;
            let mut rows = Rows::beside(&answers)?;
            let (ours, bare) = answers::against_rows(&mut answers, &mut rows, MANY)?;
            row("P6 an answer ÷ a row of 300 bytes", acts, &ours, &bare, 2.5);
        }
    }
    Ok(())
}

fn grow(years: &mut Years, acts: usize) -> Outcome<()> {
    let (lived, cost) = timed(|| years.live_until(acts));
    lived?;
    println!(
        "-- {} acts, built in {:.0} s",
        years.acts,
        cost.passed / 1e3
    );
    Ok(())
}

fn heading() {
    println!(
        "Ratios of medians; then both sides in ms, median (least–most), by processor and by wall clock."
    );
}

/// Every figure that is taken at several lengths.
fn measure(years: &mut Years, early: &mut cast::Person) -> Outcome<()> {
    let acts = years.acts;
    let whole = fresh::whole_history(early, &mut years.karin)?;
    let mut full = early.copy()?;
    full.open()?;
    full.app.receive_file(&whole)?;
    let (document, held) = fresh::saved_document(&mut full)?;
    println!(
        "   file {} KB; document {} KB with {held} acts",
        whole.len() / 1024,
        document.len() / 1024
    );
    let (ours, bare) = fresh::taking_in(early, &whole, &document, FEW)?;
    row("P3 fresh device ÷ bare load", acts, &ours, &bare, 2.5);
    split(&fresh::shares(&mut full, &whole, &document)?);
    let (ours, bare) = screens::cold_start(&mut years.magda, &document, FEW)?;
    row("P4 cold start ÷ bare load", acts, &ours, &bare, 1.2);
    let (mut answers, first) = Answers::begin(years)?;
    println!("   first answer after opening: {}", one(first));
    let mut rows = Rows::beside(&answers)?;
    let (ours, bare) = answers::against_rows(&mut answers, &mut rows, MANY)?;
    row("P6 an answer ÷ a row of 300 bytes", acts, &ours, &bare, 2.5);
    let week = fresh::week(years, FEW)?;
    println!(
        "   a week (60 + 60) taken in: processor {}, wall {}",
        week.processor(),
        week.passed()
    );
    Ok(())
}

fn row(name: &str, acts: usize, ours: &Runs, other: &Runs, bar: f64) {
    let ratio = ours.over(other);
    println!("{name}, {acts} acts, n={}, bar {bar}:", ours.count());
    println!(
        "   processor {}: {} over {}",
        judged(ratio.processor, bar),
        ours.processor(),
        other.processor()
    );
    println!(
        "   wall      {}: {} over {}",
        judged(ratio.passed, bar),
        ours.passed(),
        other.passed()
    );
}

fn judged(ratio: f64, bar: f64) -> String {
    let word = if ratio <= bar { "kept" } else { "MISSED" };
    format!("{ratio:.2} {word}")
}

fn split(shares: &fresh::Shares) {
    println!(
        "   where it goes ({} acts in {} bundles):",
        shares.acts, shares.bundles
    );
    for (name, cost) in [
        ("opening and reading", shares.opening),
        ("signatures, each singly", shares.signatures),
        ("Automerge, bundle by bundle", shares.growing_singly),
        ("Automerge, all at once", shares.growing_at_once),
        ("fold", shares.fold),
        ("rows, one transaction", shares.rows),
        ("index of words, one transaction", shares.index),
        ("(P4) acts and words read again", shares.reading),
    ] {
        println!("      {name}: {}", one(cost));
    }
}

fn one(cost: Cost) -> String {
    format!("{:.2} ms, wall {:.2} ms", cost.processor, cost.passed)
}
