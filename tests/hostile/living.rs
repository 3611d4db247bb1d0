//! A member's hostile living text: mutants by the thousand, writing in another's name, small bytes that mean much.
//!
//! Refused, it changes nothing. Taken, the text is one that can be read, kept, loaded and written on, and every device
//! that takes it shows the same. And whatever it is, it never holds up an act.

use countersign_domain::{Deed, DeviceId, PartKind, Subject};
use countersign_seal::{Chance, agenda_id};
use countersign_sync::{Extent, LivingEdit, Outcome, Reason};
use countersign_wire::{Living, LivingChange, LivingDrop, LivingKind, LivingOp};

use crate::desk::Dice;
use crate::forge::Stage;
use crate::living_forge::{
    changes_of, first, magda_in, name, next, set, shown, sign, signed, words, write,
};

const MUTANTS: usize = 5_000;
const REFUSED: Outcome = Outcome::Aside(Reason::BadLiving);

#[test]
fn five_thousand_mutated_changes_are_refused_or_make_a_text_like_any_other() {
    let mut stage = Stage::set();
    let draft = set(&mut stage);
    let genuine = next(&mut stage, draft);
    let bytes = genuine.encode().unwrap();
    let before = stage.magda.disk.clone();
    let mut dice = Dice(21);
    let (mut taken, mut refused) = (0, 0);
    for round in 0..MUTANTS {
        let change = if round % 2 == 0 {
            let mut mutant = bytes.clone();
            mutate(&mut mutant, &mut dice);
            mutant
        } else {
            bent(&genuine, &mut dice).encode().unwrap_or_default()
        };
        let envelope = {
            let change = sign(&stage, change);
            stage.with_living(vec![change])
        };
        let received = stage.magda.receive(&envelope);
        match received.outcome {
            Outcome::Taken => {
                taken += usize::from(received.living > 0);
                goes_on(&mut stage, draft);
            }
            Outcome::Aside(reason) => {
                assert_ne!(reason, Reason::BadDocument, "the judging itself broke");
                refused += 1;
                assert_eq!(stage.magda.disk.living, before.living);
            }
            Outcome::Already | Outcome::Refused(_) => panic!("{:?}", received.outcome),
        }
        stage.magda.disk = before.clone();
        stage.magda.restart();
    }
    assert!(
        taken > 100 && refused > 1_000,
        "the mutants test nothing: {taken} taken, {refused} refused"
    );
}

/// What was taken is loaded again as it is, and Magda can write on.
fn goes_on(stage: &mut Stage, draft: [u8; 32]) {
    let before = shown(&mut stage.magda);
    stage.magda.restart();
    assert_eq!(shown(&mut stage.magda), before);
    write(
        &mut stage.magda,
        LivingEdit::Change {
            draft,
            title: "Mine",
            words: "And I can still write.",
        },
    );
    let drafts = stage.magda.replica.drafts();
    let text = drafts.iter().find(|it| it.id == draft).unwrap();
    assert_eq!(text.words, "And I can still write.");
}

/// One to three bytes of a change, before it is signed.
fn mutate(bytes: &mut [u8], dice: &mut Dice) {
    let mut chance = [0; 10];
    dice.fill(&mut chance);
    for edit in chance[1..].chunks(3).take(1 + usize::from(chance[0] % 3)) {
        let place = usize::from(u16::from_le_bytes([edit[0], edit[1]]));
        // What it does stands at the end; document, device and parents before it are mostly hashes.
        let tail = bytes.len().min(60);
        let at = if chance[0] % 4 == 0 {
            place % bytes.len()
        } else {
            bytes.len() - 1 - place % tail
        };
        bytes[at] = edit[2];
    }
}

/// A change of the right shape that names anything.
fn bent(genuine: &LivingChange, dice: &mut Dice) -> LivingChange {
    let mut chance = [0; 16];
    dice.fill(&mut chance);
    let [what, op, writer, counter, count, more, ..] = chance;
    let any = |offset: u8| {
        let writers = genuine.writers.len() as u64 + 3;
        let near = genuine.start + 8;
        name(
            u64::from(writer.wrapping_add(offset)) % writers,
            1 + u64::from(counter.wrapping_add(offset)) % near,
        )
    };
    let made = match op % 6 {
        0 => LivingOp::Insert {
            object: if more % 2 == 0 { words() } else { any(1) },
            after: (more % 3 > 0).then(|| any(2)),
            text: "bent".to_owned(),
        },
        1 => LivingOp::Delete {
            object: if more % 2 == 0 { words() } else { any(3) },
            from: any(4),
            count: 1 + u64::from(count % 9),
        },
        2 => LivingOp::AddItem,
        3 => LivingOp::RemoveItem { item: any(5) },
        4 => LivingOp::Must {
            item: (more % 2 == 0).then(|| any(6)),
            instead_of: vec![any(7)],
        },
        _ => LivingOp::Insert {
            object: words(),
            after: None,
            text: "\u{202e}\u{0}\u{1f6b2}".to_owned(),
        },
    };
    let mut bent = genuine.clone();
    match what % 5 {
        0 => bent.ops = vec![made],
        1 => bent.ops.push(made),
        2 => bent.ops.insert(0, made),
        3 => {
            bent.start = bent.start.wrapping_add(u64::from(count)).max(1);
            bent.ops.push(made);
        }
        _ => {
            bent.seq = u64::from(count % 4);
            bent.parents.truncate(usize::from(more % 2));
        }
    }
    bent
}

#[test]
fn the_same_mutants_are_judged_alike_by_a_device_that_has_more() {
    let mut stage = Stage::set();
    let draft = set(&mut stage);
    let genuine = next(&mut stage, draft);
    let mut tablet = stage.magda.copy(stage.magda.disk.clone(), 5);
    // Its own words, which the change has not seen.
    write(
        &mut tablet,
        LivingEdit::Change {
            draft,
            title: "The flat",
            words: "Quite other words by now, near the bus.",
        },
    );
    let (before, more) = (stage.magda.disk.clone(), tablet.disk.clone());
    let mut dice = Dice(22);
    for _ in 0..1_000 {
        let change = bent(&genuine, &mut dice).encode().unwrap_or_default();
        let change = sign(&stage, change);
        let envelope = stage.with_living(vec![change]);
        let one = stage.magda.receive(&envelope);
        let two = tablet.receive(&envelope);
        assert_eq!((one.outcome, one.living), (two.outcome, two.living));
        assert_ne!(one.outcome, Outcome::Aside(Reason::BadDocument));
        stage.magda.disk = before.clone();
        stage.magda.restart();
        tablet.disk = more.clone();
        tablet.restart();
    }
}

#[test]
fn the_honest_change_is_taken() {
    let mut stage = Stage::set();
    let draft = set(&mut stage);
    let genuine = next(&mut stage, draft);
    let change = signed(&stage, &genuine);
    let envelope = stage.with_living(vec![change]);
    let received = stage.magda.receive(&envelope);
    assert_eq!((received.outcome, received.living), (Outcome::Taken, 1));
    assert_eq!(
        stage.magda.replica.drafts()[0].words,
        "A flat of my own, soon, and very near the bus"
    );
}

#[test]
fn nobody_writes_in_anothers_name_or_in_anothers_item() {
    let mut stage = Stage::set();
    set(&mut stage);
    let changes = changes_of(&mut stage.karin);
    let agenda: Vec<&LivingChange> = changes
        .iter()
        .filter(|change| change.kind == LivingKind::Agenda)
        .collect();
    let magda = stage.magda.replica.device().0;
    let hers = agenda.iter().find(|change| change.device == magda).unwrap();
    let last = agenda.iter().rfind(|it| it.device != magda).unwrap();
    let writers = vec![magda_in(&stage, &hers.document)];
    let item = name(2, hers.start);
    // The parents are what an honest next change of Karin's has: the heads that she knows.
    let mut desk = stage.karin.copy(stage.karin.disk.clone(), 97);
    write(&mut desk, LivingEdit::AddItem { words: "More" });
    let all = changes_of(&mut desk);
    let honest = all
        .iter()
        .find(|it| it.device == last.device && it.kind == last.kind && it.seq == last.seq + 1)
        .unwrap();
    let forged = |ops| LivingChange {
        writers: writers.clone(),
        ops,
        ..honest.clone()
    };
    let insert = |object| LivingOp::Insert {
        object,
        after: None,
        text: "Magda agrees".to_owned(),
    };
    let lies = [
        vec![insert(item)],
        vec![LivingOp::RemoveItem { item }],
        vec![LivingOp::Delete {
            object: item,
            from: name(2, hers.start + 1),
            count: 3,
        }],
        vec![insert(name(1, 1))],
        vec![insert(name(1, 2))],
        vec![LivingOp::Must {
            item: Some(name(1, 1)),
            instead_of: vec![],
        }],
        vec![LivingOp::Must {
            item: Some(item),
            instead_of: vec![item],
        }],
    ];
    for ops in lies {
        let change = signed(&stage, &forged(ops.clone()));
        assert_eq!(stage.refuses_living(vec![change]), REFUSED, "{ops:?}");
    }
    // As Magda's phone, with Karin's signature.
    let as_magda = LivingChange {
        device: magda,
        ..forged(vec![insert(item)])
    };
    let change = signed(&stage, &as_magda);
    assert_eq!(stage.refuses_living(vec![change]), REFUSED);
    // The control: her own must on Magda's item is allowed.
    let must = vec![LivingOp::Must {
        item: Some(item),
        instead_of: vec![],
    }];
    let change = signed(&stage, &forged(must));
    let envelope = stage.with_living(vec![change]);
    assert_eq!(stage.magda.receive(&envelope).living, 1);
}

#[test]
fn a_change_that_leaves_out_its_own_past_or_jumps_the_count_is_refused() {
    let mut stage = Stage::set();
    let draft = set(&mut stage);
    let genuine = next(&mut stage, draft);
    let lies = [
        LivingChange {
            parents: vec![],
            start: 3,
            ops: vec![LivingOp::Delete {
                object: words(),
                from: name(0, 3),
                count: 1,
            }],
            ..genuine.clone()
        },
        LivingChange {
            start: genuine.start + 1,
            ..genuine.clone()
        },
        LivingChange {
            start: u64::MAX,
            ..genuine.clone()
        },
        LivingChange {
            parents: [genuine.parents.clone(), genuine.parents.clone()].concat(),
            ..genuine.clone()
        },
        LivingChange {
            document: agenda_id(&stage.karin.replica.agreement().id().0, None),
            ..genuine.clone()
        },
    ];
    for lie in lies {
        let change = signed(&stage, &lie);
        let outcome = stage.refuses_living(vec![change]);
        assert_eq!(outcome, REFUSED, "{lie:?}");
    }
    // One that follows what never comes waits, and shows nothing.
    let before = shown(&mut stage.magda);
    let waits = LivingChange {
        parents: vec![[9; 32]],
        ..genuine
    };
    let change = signed(&stage, &waits);
    let envelope = stage.with_living(vec![change]);
    assert_eq!(stage.magda.receive(&envelope).living, 0);
    stage.magda.restart();
    assert_eq!(shown(&mut stage.magda), before);
}

#[test]
fn a_change_of_another_agreement_or_of_a_stranger_is_refused() {
    let mut stage = Stage::set();
    let text = LivingOp::Insert {
        object: words(),
        after: None,
        text: "words".to_owned(),
    };
    let change = first(&stage, [7; 32], vec![text]).encode().unwrap();
    let elsewhere = [&[3; 32][..], &change].concat();
    let signature = stage
        .karin
        .keys
        .sign(countersign_seal::Label::Living, &elsewhere);
    let moved = [&change[..], &signature].concat();
    assert_eq!(stage.refuses_living(vec![moved]), REFUSED);
    let unsigned = [&change[..], &[0; 64]].concat();
    assert_eq!(stage.refuses_living(vec![unsigned]), REFUSED);
    for section in [vec![0xff], vec![0xa0], vec![0; 200]] {
        let envelope = stage.with_section(section);
        assert_eq!(stage.refuses(&envelope), REFUSED);
    }
}

#[test]
fn bad_living_text_never_holds_up_an_act() {
    let mut stage = Stage::set();
    let draft = set(&mut stage);
    let bad = LivingChange {
        start: u64::MAX,
        ..next(&mut stage, draft)
    };
    let change = signed(&stage, &bad);
    assert_eq!(stage.refuses_living(vec![change]), REFUSED);
    let part = stage.karin.suggest(PartKind::Goal, "A garden");
    write(&mut stage.karin, LivingEdit::AddItem { words: "More" });
    let envelopes = stage.karin.send(Extent::Missing);
    assert!(envelopes.len() > 1, "living text has bundles of its own");
    assert_eq!(stage.magda.receive(&envelopes[0]).acts, [part]);
}

#[test]
fn a_removed_device_writes_no_more() {
    let mut stage = Stage::set();
    let draft = set(&mut stage);
    let mut phone = stage.karin.add_device(44);
    stage.karin.give(&mut phone);
    stage.karin.give(&mut stage.magda);
    stage.magda.give(&mut phone);
    phone.give(&mut stage.magda);
    let removed = phone.replica.device();
    stage.karin.act(
        Subject::All,
        Deed::RemoveDevice {
            device: DeviceId(removed.0),
            cuts: Vec::new(),
        },
    );
    stage.karin.give(&mut stage.magda);
    let before = shown(&mut stage.magda);
    write(
        &mut phone,
        LivingEdit::Change {
            draft,
            title: "Stolen",
            words: "Written by whoever has the phone",
        },
    );
    let outcomes: Vec<Outcome> = phone
        .send(Extent::Missing)
        .iter()
        .map(|envelope| stage.magda.receive(envelope).outcome)
        .collect();
    assert!(outcomes.contains(&REFUSED), "{outcomes:?}");
    assert_eq!(shown(&mut stage.magda), before);
}

#[test]
fn whoever_drops_every_agenda_ahead_moves_the_agenda_and_no_more() {
    let mut stage = Stage::set();
    set(&mut stage);
    let agreement = stage.karin.replica.agreement().id().0;
    let mut agenda = agenda_id(&agreement, None);
    let mut dropped = Vec::new();
    for _ in 0..100 {
        dropped.push(LivingDrop {
            document: agenda,
            seen: vec![],
        });
        agenda = agenda_id(&agreement, Some(&agenda));
    }
    let section = Living {
        dropped,
        ..Living::default()
    };
    let envelope = stage.with_section(section.encode().unwrap());
    assert_eq!(stage.magda.receive(&envelope).outcome, Outcome::Taken);
    // Magda's own item, which nobody says to have seen, stands on the next one that is open.
    let items = stage.magda.replica.agenda().items;
    assert!(items.iter().any(|item| item.words == "The bus card"));
    stage.magda.restart();
    assert_eq!(stage.magda.replica.agenda().items, items);
}
