//! Golden bytes of the acts of the relationship, as docs/format.md writes them down. Bytes that are signed never
//! change: a test that fails here is a format that broke.

use countersign_domain::relation::{Ending, When};
use countersign_domain::{
    ActId, Claimed, Day, Deed, DeviceId, Effect, Header, Incarnation, Role, Subject, encode,
};

fn header(subject: Subject, deed: Deed) -> Header {
    Header {
        agreement: Some(ActId([0x11; 32])),
        author: Role::Keyworker,
        device: DeviceId([0x22; 32]),
        incarnation: Incarnation([0x33; 16]),
        seq: 7,
        prev: Some(ActId([0x44; 32])),
        parents: vec![ActId([0x44; 32])],
        continues: None,
        waiting: vec![],
        effect: Effect::Tells,
        subject,
        deed,
        claimed: Claimed(1_795_000_000),
        commitment: None,
    }
}

fn day(text: &str) -> Day {
    text.parse().expect("a day of the calendar")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `h'…'` of 32 equal bytes, as CBOR writes it.
fn id(byte: &str) -> String {
    format!("5820{}", byte.repeat(32))
}

/// Keys 0 to 10 of every header here, after the head of a map with so many entries.
fn before(entries: &str) -> String {
    let keeps = [
        format!("{entries}0001"),
        format!("01{}", id("11")),
        "0201".to_owned(),
        format!("03{}", id("22")),
        format!("0450{}", "33".repeat(16)),
        "0507".to_owned(),
        format!("06{}", id("44")),
        format!("0781{}", id("44")),
        "0a02".to_owned(),
    ];
    keeps.concat()
}

/// Key 14: the claimed time.
const CLAIMED: &str = "0e1a6afd86c0";

#[test]
fn acts_of_the_relationship_are_written_as_the_format_says() {
    let close = Deed::CloseStep {
        version: ActId([0x55; 32]),
        ending: Ending::Changed,
        day: Some(day("2027-05-03")),
        reasoned: true,
    };
    let away = Deed::Away {
        from: day("2027-05-03"),
        until: day("2027-05-10"),
    };
    let back = Deed::Back {
        away: ActId([0x55; 32]),
    };
    let moved = Deed::Meet {
        when: Some(When {
            day: day("2027-05-03"),
            minute: Some(870),
        }),
        moves: vec![ActId([0x55; 32])],
        reasoned: true,
    };
    let called_off = Deed::Meet {
        when: None,
        moves: vec![ActId([0x55; 32])],
        reasoned: false,
    };
    let part = Subject::Part(ActId([0x66; 32]));
    let of = id("55");
    // 2027-05-03 is day 20,941 (0x51cd), 2027-05-10 day 20,948 (0x51d4); 14:30 is minute 870 (0x0366).
    let cases = [
        (part, close, "36", format!("a400{of}0101021951cd03f5")),
        (Subject::None, Deed::Hello, "37", String::new()),
        (Subject::None, Deed::Card, "38", String::new()),
        (Subject::None, away, "39", "a2001951cd011951d4".to_owned()),
        (Subject::None, back, "3a", format!("a100{of}")),
        (
            Subject::None,
            moved,
            "3b",
            format!("a4001951cd0119036602 81{of}03f5"),
        ),
        (Subject::None, called_off, "3b", format!("a20281{of}03f4")),
    ];
    for (subject, deed, code, fields) in cases {
        let fields = fields.replace(' ', "");
        let head = if fields.is_empty() { "ac" } else { "ad" };
        let about = match subject {
            Subject::Part(_) => id("66"),
            Subject::None | Subject::New | Subject::All => "00".to_owned(),
        };
        let length = fields.len() / 2;
        let fields = match length {
            0 => String::new(),
            1..24 => format!("0d{:02x}{fields}", 0x40 + length),
            _ => format!("0d58{length:02x}{fields}"),
        };
        let expected = format!("{}0b{about}0c18{code}{fields}{CLAIMED}", before(head));
        let made = header(subject, deed);
        let bytes = encode::header(&made);
        assert_eq!(hex(&bytes), expected, "{:?}", made.deed);
        assert_eq!(encode::parse(&bytes), Ok(made));
    }
}

#[test]
fn a_minute_without_its_day_is_no_act() {
    let meet = Deed::Meet {
        when: None,
        moves: vec![],
        reasoned: false,
    };
    let bytes = encode::header(&header(Subject::None, meet));
    // The fields: a map of two, moves and reasoned; then the same with a minute before them.
    let without = [0x0d, 0x45, 0xa2, 0x02, 0x80, 0x03, 0xf4];
    let with = [0x0d, 0x47, 0xa3, 0x01, 0x00, 0x02, 0x80, 0x03, 0xf4];
    let at = bytes
        .windows(without.len())
        .position(|part| part == without)
        .expect("the fields are there");
    let minute = [&bytes[..at], &with, &bytes[at + without.len()..]].concat();
    assert_eq!(encode::parse(&minute), Err(encode::NotAHeader::Malformed));
}
