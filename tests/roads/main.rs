//! Measures what people wait for after weeks offline: 30 days on both sides, 2,000 acts each, then one relay, or nearby.
//!
//! `scripts/bench --roads` builds and runs it; `docs/relay.md` and `docs/nearby.md` hold the figures. The relay is the
//! real one over TLS with a pin; all is played once over loopback and once over a line of 300 ms with 2 % loss, which is
//! played by hand (`tests/harness/wire.rs`). By relay both sync one after the other, so that the whole is the sum of
//! what each waits for. It asserts nothing but that all has come: no test may fail because a machine is slow.

#![expect(clippy::print_stdout, reason = "its result is a table")]

#[allow(
    dead_code,
    reason = "the cast of the other bench, of which a part plays here"
)]
#[path = "../bench/cast.rs"]
mod cast;
mod month;
mod nearby;

use cast::{Outcome, Person};
use countersign_app::view::{AddingRelay, JoiningRelay};
use countersign_road::{Authorities, Http, Patience};
use countersign_tests::{Line, RelayHouse, Wire};
use countersign_wire::relay::{Card, Grant};
use countersign_wire::write_code;
use std::time::{Duration, Instant};

/// Acts of each in a month without a network.
const ACTS: usize = 2_000;

/// Rounds of both until nothing new is to be said; more would mean that they answer receipts with receipts.
const ROUNDS_MAX: usize = 20;

fn main() -> Outcome<()> {
    let acts = std::env::args().find_map(|argument| argument.parse().ok());
    let acts = acts.unwrap_or(ACTS);
    println!(
        "| Line | Acts | Karin alone | Magda, who then has all | Until both have all | Bytes | Connections |"
    );
    println!("|---|---|---|---|---|---|---|");
    let bad = Line {
        round_trip: Duration::from_millis(300),
        lost_of_thousand: 20,
    };
    month_later("loopback", None, acts)?;
    month_later("300 ms, 2 % lost", Some(bad), acts)?;
    println!(
        "\n| Nearby, line | Acts | Until both have all | Processor | The same by file | Bytes | Connections |"
    );
    println!("|---|---|---|---|---|---|---|");
    nearby::month_later("loopback", None, acts)?;
    nearby::month_later("300 ms, 2 % lost", Some(bad), acts)
}

/// One month, and what it costs to become level over this line.
#[expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
fn month_later(name: &str, line: Option<Line>, acts: usize) -> Outcome<()> {
    let house = RelayHouse::start_with_tls();
    let wire = Wire::to(house.at(), line);
    let (mut magda, mut karin) = cast::two_people()?;
    magda.carry_to(&mut karin)?;
    karin.carry_to(&mut magda)?;
    let http = || Http::new(Authorities::Public, Patience::default());
    let (mut magdas, mut karins) = (http()?, http()?);
    let card = Card {
        address: format!("https://localhost:{}", wire.at().port()),
        pin: house.pin(),
        grant: Grant::Open(None),
    };
    karin.app.relay_add(&AddingRelay {
        agreement: karin.agreement.clone(),
        relay: Some(write_code(&card.encode()?)),
    })?;
    karin.app.sync_round(&mut karins)?;
    let card = karin.app.relay_card(&karin.agreement.clone())?.code;
    magda.app.relay_join(&JoiningRelay {
        agreement: magda.agreement.clone(),
        card,
    })?;
    magda.app.sync_round(&mut magdas)?;
    month::live(&mut magda, &mut karin, acts)?;
    let (bytes, connections) = (wire.bytes(), wire.connections());
    let began = Instant::now();
    round(&mut karin, &mut karins)?;
    let first = began.elapsed();
    round(&mut magda, &mut magdas)?;
    let second = began.elapsed() - first;
    let mut rounds = 0;
    while !level(&mut magda, &mut karin)? {
        rounds += 1;
        if rounds > ROUNDS_MAX {
            return Err("they do not become level".into());
        }
        round(&mut karin, &mut karins)?;
        round(&mut magda, &mut magdas)?;
    }
    println!(
        "| {name} | 2 × {acts} | {:.1} s | {:.1} s | {:.1} s | {} | {} |",
        first.as_secs_f64(),
        second.as_secs_f64(),
        began.elapsed().as_secs_f64(),
        wire.bytes() - bytes,
        wire.connections() - connections
    );
    Ok(())
}

/// Syncs until the relay wants nothing more; waits as long as it asks to.
fn round(person: &mut Person, relay: &mut Http) -> Outcome<()> {
    let done = person.app.sync_round(relay)?;
    match done.troubles.first() {
        None => Ok(()),
        Some(trouble) => Err(format!("{:?}", trouble.code).into()),
    }
}

/// Whether the other has signed for everything that each has said.
fn level(magda: &mut Person, karin: &mut Person) -> Outcome<bool> {
    let mut open = 0;
    for person in [magda, karin] {
        let status = person.app.relay_status(&person.agreement.clone())?;
        open += status.here + status.at_relay + status.on_its_way;
    }
    Ok(open == 0)
}
