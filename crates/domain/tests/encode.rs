//! Headers survive their own bytes, and nothing that arrives can harm the reader.

use countersign_domain::act::{Choice, Cut, Noted};
use countersign_domain::encode::{self, NotAHeader};
use countersign_domain::part::{Decision, Doer, Suggestion};
use countersign_domain::relation::{Ending, When};
use countersign_domain::{
    ActId, Claimed, Day, Deed, DeviceId, Effect, Header, Incarnation, PartKind, Role, Subject,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn act() -> impl Strategy<Value = ActId> {
    any::<[u8; 32]>().prop_map(ActId)
}

fn device() -> impl Strategy<Value = DeviceId> {
    any::<[u8; 32]>().prop_map(DeviceId)
}

fn day() -> impl Strategy<Value = Day> {
    (-719_162..2_932_896i32).prop_map(|days| Day::from_days(days).expect("a day of our years"))
}

fn wrap_key() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![Just(Vec::new()), Just(vec![7; encode::WRAP_KEY_BYTES])]
}

fn suggestion() -> impl Strategy<Value = Suggestion> {
    let kind = prop_oneof![
        Just(PartKind::Purpose),
        Just(PartKind::Goal),
        Just(PartKind::Step),
        Just(PartKind::Mandate),
        Just(PartKind::Permission),
        Just(PartKind::Arrangement),
    ];
    let doer = prop_oneof![Just(Doer::Client), Just(Doer::Keyworker), Just(Doer::Both)];
    let words = (
        kind,
        vec(act(), 0..8),
        of(act()),
        "[a-z]{0,16}",
        of(day()),
        of(day()),
    );
    let rest = (
        of(any::<u8>()),
        of(doer),
        of(act()),
        any::<bool>(),
        any::<bool>(),
    );
    (words, rest).prop_map(|(words, rest)| {
        let (part_kind, parents, answers, language, until, by) = words;
        let (near, doer, goal, reasoned, carried) = rest;
        Suggestion {
            part_kind,
            parents,
            answers,
            language,
            until,
            by,
            near,
            doer,
            goal,
            reasoned,
            carried,
        }
    })
}

fn membership() -> impl Strategy<Value = Deed> {
    let cut = (any::<[u8; 16]>(), act()).prop_map(|(life, last)| Cut {
        incarnation: Incarnation(life),
        last,
    });
    prop_oneof![
        (wrap_key(), device()).prop_map(|(wrap_key, recovery)| Deed::Found { wrap_key, recovery }),
        (wrap_key(), device(), device(), any::<bool>()).prop_map(
            |(wrap_key, recovery, compared, proven)| {
                let admission = if proven {
                    vec![1; encode::ADMISSION_BYTES]
                } else {
                    Vec::new()
                };
                Deed::Join {
                    wrap_key,
                    recovery,
                    compared,
                    admission,
                }
            }
        ),
        (device(), wrap_key()).prop_map(|(device, wrap_key)| Deed::AddDevice {
            device,
            wrap_key,
            countersignature: vec![2; encode::SIGNATURE_BYTES],
        }),
        (device(), vec(cut, 0..20)).prop_map(|(device, cuts)| Deed::RemoveDevice { device, cuts }),
        Just(Deed::End),
    ]
}

fn words() -> impl Strategy<Value = Deed> {
    let choice = prop_oneof![
        Just(Choice::Yes),
        Just(Choice::YesPushed),
        Just(Choice::No),
        Just(Choice::NotNow)
    ];
    prop_oneof![
        suggestion().prop_map(Deed::Suggest),
        (act(), choice, of(day()), any::<bool>()).prop_map(|(version, choice, day, reasoned)| {
            Deed::Answer {
                version,
                choice,
                day,
                reasoned,
            }
        }),
        (act(), any::<bool>()).prop_map(|(version, reasoned)| Deed::TakeBack { version, reasoned }),
        act().prop_map(|version| Deed::FeltPushed { version }),
        act().prop_map(|version| Deed::SayDifferently { version }),
        (act(), of(day())).prop_map(|(to, day)| Deed::Reply { to, day }),
        (of(act()), "[a-z]{0,16}", of(day()), of(day())).prop_map(
            |(overrides, language, until, appeal_until)| {
                Deed::Decide(Decision {
                    overrides,
                    language,
                    until,
                    appeal_until,
                })
            }
        ),
        act().prop_map(|decision| Deed::Seen { decision }),
        act().prop_map(|decision| Deed::Disagree { decision }),
        (act(), act()).prop_map(|(decision, part)| Deed::Link { decision, part }),
    ]
}

fn journal() -> impl Strategy<Value = Deed> {
    let noted = prop_oneof![Just(Noted::No), Just(Noted::TakeBack), Just(Noted::Pause)];
    let at = any::<i64>().prop_map(Claimed);
    prop_oneof![
        noted.prop_map(|noted| Deed::Hold { noted }),
        act().prop_map(|version| Deed::NotedYes { version }),
        (act(), at.clone()).prop_map(|(version, at)| Deed::Use { version, at }),
        (act(), any::<bool>()).prop_map(|(used, fine)| Deed::AnswerUse { used, fine }),
        Just(Deed::Pause),
        Just(Deed::Resume),
        (of(act()), at).prop_map(|(mandate, at)| Deed::Contact { mandate, at }),
        act().prop_map(|contact| Deed::ContactReply { contact }),
        act().prop_map(|contact| Deed::ContactContest { contact }),
        Just(Deed::ShareCheckin),
        relation(),
        vec(act(), 0..40).prop_map(|targets| Deed::Erase { targets }),
        (act(), any::<bool>()).prop_map(|(erase, kept)| Deed::AnswerErase { erase, kept }),
        vec(act(), 0..40).prop_map(|received| Deed::Receipt { received }),
        Just(Deed::CopyForRecord),
        (1000..=u16::MAX).prop_map(|code| Deed::Unknown { code }),
    ]
}

fn relation() -> impl Strategy<Value = Deed> {
    let ending = prop_oneof![
        Just(Ending::Done),
        Just(Ending::Changed),
        Just(Ending::NotThisTime)
    ];
    let when = (day(), of(any::<u16>())).prop_map(|(day, minute)| When { day, minute });
    prop_oneof![
        (act(), ending, of(day()), any::<bool>()).prop_map(|(version, ending, day, reasoned)| {
            Deed::CloseStep {
                version,
                ending,
                day,
                reasoned,
            }
        }),
        Just(Deed::Hello),
        Just(Deed::Card),
        (day(), day()).prop_map(|(from, until)| Deed::Away { from, until }),
        act().prop_map(|away| Deed::Back { away }),
        (of(when), vec(act(), 0..20), any::<bool>()).prop_map(|(when, moves, reasoned)| {
            Deed::Meet {
                when,
                moves,
                reasoned,
            }
        }),
    ]
}

fn header() -> impl Strategy<Value = Header> {
    let role = prop_oneof![Just(Role::Client), Just(Role::Keyworker)];
    let effect = prop_oneof![
        Just(Effect::Gives),
        Just(Effect::TakesAway),
        Just(Effect::Tells)
    ];
    let subject = prop_oneof![
        Just(Subject::None),
        Just(Subject::New),
        Just(Subject::All),
        act().prop_map(Subject::Part)
    ];
    let who = (
        of(act()),
        role,
        device(),
        any::<[u8; 16]>().prop_map(Incarnation),
    );
    let place = (
        0..=encode::SEQ_MAX,
        of(act()),
        vec(act(), 0..10),
        of(act()),
        vec(act(), 0..10),
    );
    let deed = prop_oneof![membership(), words(), journal()];
    let what = (
        effect,
        subject,
        deed,
        any::<i64>().prop_map(Claimed),
        of(any::<[u8; 32]>()),
    );
    (who, place, what).prop_map(|(who, place, what)| {
        let (agreement, author, device, incarnation) = who;
        let (seq, prev, parents, continues, waiting) = place;
        let (effect, subject, deed, claimed, commitment) = what;
        Header {
            agreement,
            author,
            device,
            incarnation,
            seq,
            prev,
            parents,
            continues,
            waiting,
            effect,
            subject,
            deed,
            claimed,
            commitment,
        }
    })
}

proptest! {
    #[test]
    fn a_header_survives_its_own_bytes(header in header()) {
        let bytes = encode::header(&header);
        prop_assert_eq!(encode::parse(&bytes), Ok(header));
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in vec(any::<u8>(), 0..600)) {
        let _ = encode::parse(&bytes);
    }

    #[test]
    fn a_header_that_was_cut_or_continued_is_refused(header in header(), at in any::<prop::sample::Index>()) {
        let mut bytes = encode::header(&header);
        prop_assert!(encode::parse(&bytes[..at.index(bytes.len())]).is_err());
        bytes.push(0);
        prop_assert!(encode::parse(&bytes).is_err());
    }

    #[test]
    fn a_changed_byte_never_panics(header in header(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = encode::header(&header);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = encode::parse(&bytes);
    }
}

fn pause() -> Header {
    Header {
        agreement: Some(ActId([1; 32])),
        author: Role::Client,
        device: DeviceId([2; 32]),
        incarnation: Incarnation([3; 16]),
        seq: 0,
        prev: None,
        parents: Vec::new(),
        continues: None,
        waiting: Vec::new(),
        effect: Effect::TakesAway,
        subject: Subject::All,
        deed: Deed::Pause,
        claimed: Claimed(0),
        commitment: None,
    }
}

#[test]
fn a_newer_header_says_so() {
    let mut bytes = encode::header(&pause());
    // The map's head, the key 0, then the version.
    assert_eq!(bytes.get(1..3), Some(&[0, 1][..]));
    bytes[2] = 2;
    assert_eq!(
        encode::parse(&bytes),
        Err(NotAHeader::NeedsNewerApp { found: 2 })
    );
}

#[test]
fn lists_beyond_the_limit_are_refused() {
    let many = vec![ActId([0; 32]); encode::NAMES_MAX + 1];
    let parents = Header {
        parents: many.clone(),
        ..pause()
    };
    assert_eq!(
        encode::parse(&encode::header(&parents)),
        Err(NotAHeader::OverLimit)
    );
    let meeting = Deed::Meet {
        when: None,
        moves: many.clone(),
        reasoned: false,
    };
    for deed in [Deed::Receipt { received: many }, meeting] {
        let over = Header { deed, ..pause() };
        assert_eq!(
            encode::parse(&encode::header(&over)),
            Err(NotAHeader::OverLimit)
        );
    }
}

#[test]
fn more_bytes_than_a_header_has_are_not_looked_at() {
    assert_eq!(
        encode::parse(&vec![0xa0; encode::HEADER_BYTES_MAX + 1]),
        Err(NotAHeader::TooLong)
    );
}

/// A header with one more field, unknown here, of so many bytes.
fn padded(bytes: usize) -> Vec<u8> {
    let length = u16::try_from(bytes).expect("short").to_be_bytes();
    let mut header = encode::header(&pause());
    header[0] += 1;
    header.extend([0x18, 99, 0x59]);
    header.extend(length);
    header.extend(vec![0; bytes]);
    header
}

#[test]
fn the_longest_header_is_read_and_one_byte_more_is_not() {
    let room = encode::HEADER_BYTES_MAX - padded(0).len();
    assert_eq!(encode::parse(&padded(room)), Ok(pause()));
    assert_eq!(encode::parse(&padded(room + 1)), Err(NotAHeader::TooLong));
}

#[test]
fn a_key_or_an_admission_of_another_length_is_none() {
    let join = |key: usize, admission: usize| {
        let deed = Deed::Join {
            wrap_key: vec![7; key],
            recovery: DeviceId([8; 32]),
            compared: DeviceId([9; 32]),
            admission: vec![6; admission],
        };
        let header = Header { deed, ..pause() };
        encode::parse(&encode::header(&header)).map(|_| ())
    };
    assert_eq!(join(1_216, 96), Ok(()));
    for (key, admission) in [(1_215, 96), (1_216, 95), (1_216, 97), (1_217, 0)] {
        assert_eq!(join(key, admission), Err(NotAHeader::OverLimit));
    }
}

#[test]
fn a_number_beyond_what_automerge_counts_is_no_place_in_a_chain() {
    let far = Header {
        seq: encode::SEQ_MAX + 1,
        ..pause()
    };
    assert_eq!(
        encode::parse(&encode::header(&far)),
        Err(NotAHeader::OverLimit)
    );
}

#[test]
fn a_deed_of_a_newer_app_is_kept_as_unknown() {
    let unknown = Header {
        deed: Deed::Unknown { code: 900 },
        ..pause()
    };
    assert_eq!(encode::parse(&encode::header(&unknown)), Ok(unknown));
}

#[test]
fn a_field_that_is_there_twice_is_refused() {
    let seen = Header {
        deed: Deed::Seen {
            decision: ActId([9; 32]),
        },
        ..pause()
    };
    let bytes = encode::header(&seen);
    let once = [&[0x58, 0x24, 0xa1, 0x00, 0x58, 0x20][..], &[9; 32]].concat();
    let entry = [&[0x00, 0x58, 0x20][..], &[9; 32]].concat();
    let twice = [&[0x58, 0x47, 0xa2][..], &entry, &entry].concat();
    let at = bytes
        .windows(once.len())
        .position(|part| part == once)
        .expect("the fields are there");
    let doubled = [&bytes[..at], &twice, &bytes[at + once.len()..]].concat();
    assert_eq!(encode::parse(&doubled), Err(NotAHeader::Malformed));
}
