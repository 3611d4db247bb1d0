//! Every table: what is written is read back, what is truth cannot be changed, twice is once.

use countersign_domain::id::{ActId, DeviceId, Incarnation};
use countersign_domain::part::Role;
use countersign_domain::time::{Claimed, Day};
use countersign_seal::SecretBytes;
use countersign_vault::{
    ActRow, AgreementRow, Arrived, AsideLoad, AsideRow, Body, BundleId, ChangeHash, EarlyBodyRow,
    EntryRow, Error, LivingRow, Moment, PairingRow, PartRow, PeerRow, Position, SendingKeyId,
    SendingKeyRow, Snapshot, Vault,
};

const HERE: ActId = ActId([1; 32]);
const KARINS_LAPTOP: DeviceId = DeviceId([0xb; 32]);

fn agreement() -> AgreementRow {
    AgreementRow {
        id: HERE,
        role: Role::Keyworker,
        own_name: "Karin".to_owned(),
        other_name: "Magda".to_owned(),
        began: Moment(5),
        closed: false,
        day_seen: Day::from_days(20_000).unwrap(),
        position: Position {
            incarnation: Incarnation([4; 16]),
            next_seq: 7,
            last_act: Some(ActId([6; 32])),
            continues: None,
            next_bundle: 3,
            sending_key: Some(SendingKeyId([8; 32])),
            sent: vec![BundleId([9; 32]), BundleId([10; 32])],
            told: vec![ActId([6; 32])],
        },
        fresh_incarnation: false,
        heads: vec![ChangeHash([11; 32]), ChangeHash([12; 32])],
        act_count: 40,
    }
}

fn act(id: u8) -> ActRow {
    ActRow {
        agreement: HERE,
        id: ActId([id; 32]),
        bytes: vec![id; 300],
        role: Role::Client,
        device: KARINS_LAPTOP,
        kind: 10,
        part: Some(ActId([2; 32])),
        waiting: true,
        change: None,
        claimed: Claimed(-5),
        arrived: Some(Moment(9)),
    }
}

fn vault() -> Vault {
    let mut vault = Vault::in_memory().unwrap();
    vault.write(|tx| tx.add_agreement(&agreement())).unwrap();
    vault
}

#[test]
fn an_agreement_is_read_back_and_moves_on() {
    let mut vault = vault();
    assert_eq!(vault.view().agreements().unwrap(), [agreement()]);
    let mut moved = agreement();
    moved.position.next_seq = 8;
    moved.position.sent.clear();
    moved.heads = vec![ChangeHash([13; 32])];
    moved.act_count = 41;
    moved.day_seen = Day::from_days(20_001).unwrap();
    vault
        .write(|tx| {
            tx.set_position(HERE, &moved.position)?;
            tx.set_document(HERE, &moved.heads, 41)?;
            tx.see_day(HERE, moved.day_seen)?;
            tx.see_day(HERE, Day::from_days(19_000).unwrap())
        })
        .unwrap();
    assert_eq!(vault.view().agreement(HERE).unwrap(), Some(moved));
    let nowhere = vault.write(|tx| tx.set_names(ActId([99; 32]), "Karin", "Magda"));
    assert!(matches!(nowhere, Err(Error::Misfit { .. })));
}

#[test]
fn an_act_comes_twice_and_only_its_waiting_changes() {
    let mut vault = vault();
    let again = ActRow {
        waiting: false,
        change: Some(ChangeHash([3; 32])),
        bytes: b"other bytes".to_vec(),
        arrived: Some(Moment(99)),
        ..act(2)
    };
    vault
        .write(|tx| {
            tx.put_act(&act(3))?;
            tx.put_act(&act(2))?;
            tx.put_act(&again)
        })
        .unwrap();
    let kept = ActRow {
        waiting: false,
        change: Some(ChangeHash([3; 32])),
        ..act(2)
    };
    assert_eq!(vault.view().acts(HERE).unwrap(), [act(3), kept.clone()]);
    assert_eq!(vault.view().act(HERE, ActId([2; 32])).unwrap(), Some(kept));
    assert_eq!(vault.view().act_count(HERE).unwrap(), 2);
}

#[test]
fn words_come_once_are_erased_once_and_stay_erased() {
    let mut vault = vault();
    let (one, two) = (ActId([2; 32]), ActId([3; 32]));
    let came = vault.write(|tx| tx.add_body(HERE, one, b"words")).unwrap();
    assert_eq!(came, Arrived::New);
    let came = vault.write(|tx| tx.add_body(HERE, one, b"words")).unwrap();
    assert_eq!(came, Arrived::Known);
    vault
        .write(|tx| {
            tx.erase_body(HERE, one)?;
            tx.erase_body(HERE, one)?;
            tx.erase_body(HERE, two)
        })
        .unwrap();
    assert_eq!(
        vault.write(|tx| tx.add_body(HERE, two, b"late")).unwrap(),
        Arrived::Dropped
    );
    assert_eq!(
        vault.view().bodies(HERE).unwrap(),
        [(one, Body::Erased), (two, Body::Erased)]
    );
    assert_eq!(
        vault.view().bodies_named(HERE).unwrap(),
        [(one, true), (two, true)]
    );
    assert_eq!(
        vault.view().body(HERE, ActId([4; 32])).unwrap(),
        Body::NotHere
    );
}

#[test]
fn early_bodies_wait_per_sender_and_go_together() {
    let mut vault = vault();
    let early = |sender, bytes: &[u8]| EarlyBodyRow {
        act: ActId([2; 32]),
        sender: DeviceId([sender; 32]),
        bytes: bytes.to_vec(),
    };
    vault
        .write(|tx| {
            tx.put_early_body(HERE, &early(1, b"a"))?;
            tx.put_early_body(HERE, &early(2, b"b"))?;
            tx.put_early_body(HERE, &early(2, b"c"))
        })
        .unwrap();
    assert_eq!(
        vault.view().early_bodies(HERE).unwrap(),
        [early(1, b"a"), early(2, b"c")]
    );
    vault
        .write(|tx| tx.drop_early_bodies(HERE, ActId([2; 32])))
        .unwrap();
    assert_eq!(vault.view().early_bodies(HERE).unwrap(), []);
}

#[test]
fn keys_and_pairings_are_kept_and_let_go() {
    let mut vault = vault();
    let key = SendingKeyRow {
        id: SendingKeyId([8; 32]),
        device: KARINS_LAPTOP,
        secret: SecretBytes::new(vec![1; 32]),
        roster: [2; 32],
        since: Moment(4),
    };
    let pairing = PairingRow {
        name: "with Magda".to_owned(),
        agreement: None,
        state: SecretBytes::new(vec![7; 99]),
        began: Moment(1),
    };
    vault
        .write(|tx| {
            tx.put_sending_key(HERE, &key)?;
            tx.put_pairing(&pairing)?;
            tx.set_own_device(KARINS_LAPTOP, &SecretBytes::new(vec![5; 65]))
        })
        .unwrap();
    let kept = vault.view().sending_keys(HERE).unwrap();
    assert_eq!(
        (kept[0].id, kept[0].secret.expose()),
        (key.id, &[1; 32][..])
    );
    assert_eq!(vault.view().agreements_of_key(key.id).unwrap(), [HERE]);
    assert_eq!(
        vault
            .view()
            .pairing("with Magda")
            .unwrap()
            .unwrap()
            .state
            .expose(),
        [7; 99]
    );
    let (device, secret) = vault.view().own_device().unwrap().unwrap();
    assert_eq!((device, secret.expose()), (KARINS_LAPTOP, &[5; 65][..]));
    let twice = vault.write(|tx| tx.set_own_device(KARINS_LAPTOP, &SecretBytes::new(vec![6; 65])));
    assert!(matches!(twice, Err(Error::Misfit { .. })));
    vault.write(|tx| tx.drop_pairing("with Magda")).unwrap();
    assert_eq!(vault.view().pairings().unwrap().len(), 0);
}

#[test]
fn a_peer_may_count_as_high_as_it_likes() {
    let mut vault = vault();
    let peer = PeerRow {
        device: KARINS_LAPTOP,
        incarnation: Incarnation([1; 16]),
        number: u64::MAX,
        heard: Moment(i64::MIN),
        have: vec![ActId([2; 32]), ActId([3; 32])],
        waiting: vec![],
        missing: vec![ActId([4; 32])],
        offered: vec![],
        posted: vec![ActId([6; 32])],
        holds_key: true,
        received: vec![BundleId([5; 32])],
    };
    vault.write(|tx| tx.put_peer(HERE, &peer)).unwrap();
    assert_eq!(vault.view().peers(HERE).unwrap(), [peer]);
}

#[test]
fn what_is_kept_aside_counts_per_sender() {
    let mut vault = vault();
    let row = |id, sender: Option<DeviceId>| AsideRow {
        id: BundleId([id; 32]),
        agreement: Some(HERE),
        sender,
        key: None,
        reason: 3,
        bytes: vec![0; 100],
        at: Moment(i64::from(id)),
    };
    vault
        .write(|tx| {
            tx.keep_aside(&row(1, None))?;
            tx.keep_aside(&row(2, Some(KARINS_LAPTOP)))?;
            tx.keep_aside(&row(2, Some(KARINS_LAPTOP)))
        })
        .unwrap();
    let one = AsideLoad {
        count: 1,
        bytes: 100,
    };
    assert_eq!(vault.view().aside_load(None).unwrap(), one);
    assert_eq!(vault.view().aside_load(Some(KARINS_LAPTOP)).unwrap(), one);
    vault.write(|tx| tx.drop_aside(BundleId([1; 32]))).unwrap();
    assert_eq!(vault.view().aside().unwrap(), [row(2, Some(KARINS_LAPTOP))]);
}

#[test]
fn an_attempt_is_counted_until_it_comes_to_an_end() {
    let mut vault = vault();
    let poisoned = BundleId([6; 32]);
    assert_eq!(
        vault
            .write(|tx| tx.note_attempt(poisoned, Moment(1)))
            .unwrap(),
        1
    );
    assert_eq!(
        vault
            .write(|tx| tx.note_attempt(poisoned, Moment(2)))
            .unwrap(),
        2
    );
    assert_eq!(vault.view().attempts().unwrap(), [(poisoned, 2)]);
    vault.write(|tx| tx.clear_attempt(poisoned)).unwrap();
    assert_eq!(vault.view().attempts().unwrap(), []);
}

fn part() -> PartRow {
    PartRow {
        agreement: HERE,
        part: ActId([2; 32]),
        kind: "mandate".to_owned(),
        standing: "bothAgree".to_owned(),
        words: "ring the landlord".to_owned(),
        suggested_by: Role::Client,
        owes: String::new(),
        owes_since: Claimed(0),
        place: 1,
        detail: "{}".to_owned(),
        there: vec![DeviceId([3; 32]), DeviceId([4; 32])],
    }
}

#[test]
fn projections_are_written_replaced_and_cleared_and_the_truth_stays() {
    let mut vault = vault();
    let entry = EntryRow {
        agreement: HERE,
        standing: "paired".to_owned(),
        owes: "keyworker".to_owned(),
        owes_since: Claimed(3),
        heard: Moment(4),
        detail: "{}".to_owned(),
        screen: "{\"form\":1}".to_owned(),
    };
    let snapshot = Snapshot {
        acts: 2,
        bytes: vec![1, 2, 3],
    };
    vault
        .write(|tx| {
            tx.put_act(&act(2))?;
            tx.put_part(&PartRow {
                standing: "waiting".to_owned(),
                ..part()
            })?;
            tx.put_part(&part())?;
            tx.put_entry(&entry)?;
            tx.put_snapshot(HERE, &snapshot)
        })
        .unwrap();
    let view = vault.view();
    assert_eq!(view.part(HERE, ActId([2; 32])).unwrap(), Some(part()));
    assert_eq!(view.entries().unwrap(), std::slice::from_ref(&entry));
    assert_eq!(view.entry(HERE).unwrap(), Some(entry));
    assert_eq!(view.snapshot(HERE).unwrap(), Some(snapshot));
    vault
        .write(|tx| tx.set_there(HERE, ActId([2; 32]), &[]))
        .unwrap();
    assert_eq!(vault.view().parts(HERE).unwrap()[0].there, []);
    vault.write(|tx| tx.clear_projections(HERE)).unwrap();
    let view = vault.view();
    assert_eq!(
        (view.parts(HERE).unwrap(), view.entries().unwrap()),
        (vec![], vec![])
    );
    assert_eq!(view.snapshot(HERE).unwrap(), None);
    assert_eq!(view.acts(HERE).unwrap(), [act(2)]);
}

#[test]
fn hostile_text_is_only_text() {
    let mut vault = vault();
    let words = "'); DROP TABLE acts; --\u{202e}\0 {name} 💥";
    vault
        .write(|tx| {
            tx.put_part(&PartRow {
                words: words.to_owned(),
                ..part()
            })
        })
        .unwrap();
    assert_eq!(vault.view().parts(HERE).unwrap()[0].words, words);
}

#[test]
fn living_text_is_replaced_whole_and_a_dropped_document_leaves_only_its_name() {
    let mut vault = vault();
    let row = |kind, bytes: &[u8]| LivingRow {
        name: [7; 32],
        kind,
        bytes: bytes.to_vec(),
    };
    for kept in [row(1, b"first"), row(1, b"second"), row(2, b"")] {
        vault.write(|tx| tx.put_living(HERE, &kept)).unwrap();
        assert_eq!(vault.view().living(HERE).unwrap(), [kept]);
    }
    let other = ActId([99; 32]);
    assert_eq!(vault.view().living(other).unwrap(), []);
    assert!(vault.write(|tx| tx.put_living(HERE, &row(4, b""))).is_err());
}
