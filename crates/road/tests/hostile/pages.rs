//! Pages that lie about themselves, each refused whole.

use crate::stage::{Case, Move, judge, patient, relays};
use countersign_road::{Answer, Call, Fault};
use countersign_wire::relay::{Cursor, Page, Parcel};

const BEGINNING: usize = 4 + 1 + 8 + 8 + 1;

fn honest() -> Page {
    let parcel = |number| Parcel {
        number,
        envelope: vec![7; 500],
    };
    Page {
        next: Cursor {
            epoch: 5,
            number: 9,
        },
        more: false,
        parcels: vec![parcel(3), parcel(9)],
    }
}

fn case(name: &'static str, page: Vec<u8>) -> Case {
    Case {
        name,
        moves: vec![Move::Say(relays("200 OK", "", &page))],
        call: Call::Fetch(None),
        patience: patient(),
        comes: Err(Fault::Malformed),
    }
}

/// The honest page with some of its bytes replaced.
fn changed(name: &'static str, at: usize, bytes: &[u8]) -> Case {
    let mut page = honest().encode().unwrap();
    page[at..at + bytes.len()].copy_from_slice(bytes);
    case(name, page)
}

/// A page that says it holds so many, each with this length, and then holds nothing of it.
fn lies(count: u16, length: u32) -> Vec<u8> {
    let mut page = honest().encode().unwrap()[..BEGINNING].to_vec();
    page.extend(count.to_be_bytes());
    for number in 1..=u64::from(count) {
        page.extend(number.to_be_bytes());
        page.extend(length.to_be_bytes());
    }
    page
}

#[test]
fn a_page_that_lies_is_refused_whole() {
    let good = honest().encode().unwrap();
    let mut trailing = good.clone();
    trailing.push(0);
    judge(vec![
        Case {
            comes: Ok(Answer::Page(honest())),
            ..case("honest", good.clone())
        },
        case("nothing", Vec::new()),
        case("cut", good[..good.len() - 1].to_vec()),
        case("trailing", trailing),
        changed("not ours", 0, b"<htm"),
        changed("newer", 4, &[2]),
        changed("more or not", BEGINNING - 1, &[2]),
        changed("three of two", BEGINNING, &[0, 3]),
        changed("one of two", BEGINNING, &[0, 1]),
        changed("65,535 of two", BEGINNING, &[255, 255]),
        changed("backwards", BEGINNING + 2, &10_u64.to_be_bytes()),
        changed("beyond its own end", 13, &8_u64.to_be_bytes()),
        changed("four gigabytes", BEGINNING + 10, &[255; 4]),
        case("a hundred times four gigabytes", lies(100, u32::MAX)),
        case("a hundred times the most", lies(100, 400_000)),
        case("a hundred and one", lies(101, 0)),
    ]);
}
