//! The same month, then nearby: both on one connection, over loopback and over a bad line; `docs/nearby.md`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use countersign_app::view::NearbyEvent;
use countersign_app::{Nearby, NearbyDoor, Place};
use countersign_tests::{Line, Wire};
use countersign_wire::nearby::Card;
use countersign_wire::{read_code, write_code};
use rustix::time::{ClockId, clock_gettime};

use crate::cast::{self, Outcome, Person};
use crate::month;

/// One month, and what it costs to become level over this line.
#[expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
pub(crate) fn month_later(name: &str, line: Option<Line>, acts: usize) -> Outcome<()> {
    let (mut magda, mut karin) = cast::two_people()?;
    magda.carry_to(&mut karin)?;
    karin.carry_to(&mut magda)?;
    month::live(&mut magda, &mut karin, acts)?;
    let by_file = by_file(&mut magda, &mut karin)?;
    let here = [IpAddr::V4(Ipv4Addr::LOCALHOST)];
    let (mut hers, her_door) = magda.app.open_nearby_at(&here, false)?;
    let card = card(&mut magda, &mut hers)?;
    let address = *card.addresses.first().ok_or("no address")?;
    let wire = Wire::to(address, line);
    let card = Card {
        addresses: vec![SocketAddr::from((Ipv4Addr::LOCALHOST, wire.at().port()))],
        ..card
    };
    let (his, his_door) = karin.app.open_nearby_at(&here, false)?;
    let (began, worked) = (Instant::now(), processor());
    his_door.dial(&write_code(&card.encode()))?;
    let at_magdas = std::thread::spawn(move || {
        let done = be_near(&mut magda, hers, &her_door);
        (magda, done)
    });
    let done = be_near(&mut karin, his, &his_door);
    let (mut magda, hers) = at_magdas.join().map_err(|_| "Magda's thread")?;
    let (took, worked) = (began.elapsed(), processor() - worked);
    let level = done && hers && there(&mut magda)? && there(&mut karin)?;
    if !level {
        return Err("they do not become level".into());
    }
    println!(
        "| {name} | 2 × {acts} | {:.1} s | {:.1} s | {:.1} s | {} | {} |",
        took.as_secs_f64(),
        worked.as_secs_f64(),
        by_file.as_secs_f64(),
        wire.bytes(),
        wire.connections()
    );
    Ok(())
}

/// Processor time of both devices so far. They take turns, so on a machine with nothing else to do a talk over loopback
/// takes no longer.
fn processor() -> Duration {
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(spent).unwrap_or_default()
}

/// What the same takes by file, on copies: one way, the other, and what was signed for back.
#[expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
fn by_file(magda: &mut Person, karin: &mut Person) -> Outcome<Duration> {
    let (mut hers, mut his) = (magda.copy()?, karin.copy()?);
    hers.open()?;
    his.open()?;
    let began = Instant::now();
    his.carry_to(&mut hers)?;
    hers.carry_to(&mut his)?;
    his.carry_to(&mut hers)?;
    Ok(began.elapsed())
}

fn card(person: &mut Person, nearby: &mut Nearby) -> Outcome<Card> {
    let turn = nearby.wait().ok_or("closed")?;
    match person.app.nearby_turn(nearby, turn).as_slice() {
        [NearbyEvent::Started { code, .. }] => Ok(Card::decode(&read_code(&code.code)?)?),
        _ => Err("it did not start".into()),
    }
}

/// Answers until the first talk is over; whether it was done.
fn be_near(person: &mut Person, mut nearby: Nearby, door: &NearbyDoor) -> bool {
    let mut done = false;
    while let Some(turn) = nearby.wait() {
        for event in person.app.nearby_turn(&mut nearby, turn) {
            if matches!(event, NearbyEvent::Done { .. } | NearbyEvent::Fault { .. }) {
                done |= matches!(event, NearbyEvent::Done { .. });
                door.close();
            }
        }
    }
    done
}

/// Whether the other has signed for everything.
fn there(person: &mut Person) -> Outcome<bool> {
    let way = person.app.way(&person.agreement.clone())?;
    Ok(way.acts.iter().all(|act| act.place == Place::There))
}
