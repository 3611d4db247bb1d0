//! Relays and mailboxes: what is kept is read back whole, and what is dropped takes its keys along.

use countersign_domain::id::{ActId, DeviceId};
use countersign_seal::SecretBytes;
use countersign_vault::{
    BundleId, MailboxDeviceRow, MailboxName, MailboxRow, MailboxState, Moment, RelayRow, Vault,
};

const HERE: ActId = ActId([1; 32]);
const NAME: MailboxName = MailboxName([2; 16]);
const TABLET: DeviceId = DeviceId([3; 32]);

fn secret(byte: u8) -> SecretBytes {
    SecretBytes::new(vec![byte; 32])
}

fn mailbox(state: MailboxState, cursor: Option<(u64, u64)>) -> MailboxRow {
    MailboxRow {
        name: NAME,
        agreement: HERE,
        address: "https://relay.example.org".to_owned(),
        pin: Some([4; 32]),
        state,
        token: SecretBytes::new(Vec::new()),
        key: secret(5),
        next_key: secret(6),
        asked: true,
        invited: secret(7),
        invited_at: Moment(8),
        other_joined: true,
        cursor,
        since: Moment(9),
        left_at: Moment(10),
        news: false,
        last_success: Moment(11),
        fault: "\"relayNoWay\"".to_owned(),
        failing_since: Moment(12),
        patience: 2,
        counted: Moment(13),
        bundles: (14, u64::MAX),
        bytes: (15, 16),
        keep_days: 17,
    }
}

#[test]
fn a_mailbox_is_read_back_whole_whatever_numbers_a_relay_chose() {
    let mut vault = Vault::in_memory().unwrap();
    for (state, cursor) in [
        (MailboxState::Opening, None),
        (MailboxState::Joining, Some((0, 0))),
        (MailboxState::On, Some((u64::MAX, u64::MAX))),
        (MailboxState::Left, Some((1, 2))),
        (MailboxState::Gone, None),
    ] {
        let row = mailbox(state, cursor);
        vault.write(|tx| tx.put_mailbox(&row)).unwrap();
        let kept = vault.view().mailbox(NAME).unwrap().unwrap();
        assert_eq!((kept.state, kept.cursor), (state, cursor));
        assert_eq!(
            (kept.key.expose(), kept.next_key.expose()),
            (&[5; 32][..], &[6; 32][..])
        );
        assert_eq!(
            (kept.invited.expose(), kept.token.expose()),
            (&[7; 32][..], &[][..])
        );
        assert_eq!((kept.address, kept.pin), (row.address, row.pin));
        assert_eq!(
            (kept.asked, kept.other_joined, kept.news),
            (true, true, false)
        );
        let times = [
            kept.invited_at,
            kept.since,
            kept.left_at,
            kept.last_success,
            kept.failing_since,
            kept.counted,
        ];
        assert_eq!(times.map(|at| at.0), [8, 9, 10, 11, 12, 13]);
        assert_eq!((kept.bundles, kept.bytes), ((14, u64::MAX), (15, 16)));
        assert_eq!(
            (kept.fault, kept.patience, kept.keep_days),
            (row.fault, 2, 17)
        );
    }
    assert_eq!(vault.view().mailboxes_of(HERE).unwrap().len(), 1);
}

#[test]
fn news_is_noted_for_the_agreement_it_is_of() {
    let mut vault = Vault::in_memory().unwrap();
    let row = mailbox(MailboxState::On, None);
    vault.write(|tx| tx.put_mailbox(&row)).unwrap();
    let news = |vault: &Vault| vault.view().mailbox(NAME).unwrap().unwrap().news;
    vault.write(|tx| tx.note_news(ActId([9; 32]))).unwrap();
    assert!(!news(&vault));
    vault.write(|tx| tx.note_news(HERE)).unwrap();
    assert!(news(&vault));
}

#[test]
fn what_was_put_keeps_its_order_and_lets_go_of_its_bytes_and_all_goes_with_the_mailbox() {
    let mut vault = Vault::in_memory().unwrap();
    let row = mailbox(MailboxState::On, None);
    let heads = [ActId([8; 32])];
    vault
        .write(|tx| {
            tx.put_mailbox(&row)?;
            tx.add_posted(NAME, BundleId([1; 32]), b"one", &[], Moment(1))?;
            tx.add_posted(NAME, BundleId([2; 32]), b"two", &heads, Moment(1))?;
            tx.put_mailbox_device(&MailboxDeviceRow {
                mailbox: NAME,
                device: TABLET,
                key: secret(1),
                at: Moment(3),
                told: false,
            })
        })
        .unwrap();
    let posted = vault.view().posted(NAME).unwrap();
    assert_eq!(
        posted.iter().map(|it| it.id.0[0]).collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(
        (posted[0].heads.len(), &posted[1].heads[..]),
        (0, &heads[..])
    );
    let first = posted[0].turn;
    assert_eq!(
        vault.view().posted_bytes(first).unwrap().as_deref(),
        Some(&b"one"[..])
    );
    vault
        .write(|tx| {
            tx.note_put(first, u64::MAX, Moment(7))?;
            tx.note_misses(first, 2)
        })
        .unwrap();
    let kept = vault.view().posted(NAME).unwrap().remove(0);
    assert_eq!(
        (kept.number, kept.at, kept.misses),
        (Some(u64::MAX), Moment(7), 2)
    );
    assert_eq!(vault.view().posted_bytes(first).unwrap(), None);
    assert_eq!(vault.view().mailbox_devices(NAME).unwrap().len(), 1);
    vault.write(|tx| tx.drop_mailbox(NAME)).unwrap();
    assert!(vault.view().posted(NAME).unwrap().is_empty());
    assert!(vault.view().mailbox_devices(NAME).unwrap().is_empty());
    assert!(vault.view().mailbox(NAME).unwrap().is_none());
}

#[test]
fn a_relay_is_kept_once_for_its_address_and_the_last_that_was_taken_comes_first() {
    let mut vault = Vault::in_memory().unwrap();
    let relay = |address: &str, taken| RelayRow {
        address: address.to_owned(),
        pin: None,
        token: secret(1),
        taken: Moment(taken),
    };
    vault
        .write(|tx| {
            tx.put_relay(&relay("https://north.example", 1))?;
            tx.put_relay(&relay("https://south.example", 2))?;
            tx.put_relay(&relay("https://north.example", 3))
        })
        .unwrap();
    let relays = vault.view().relays().unwrap();
    let addresses: Vec<&str> = relays.iter().map(|it| it.address.as_str()).collect();
    assert_eq!(
        addresses,
        ["https://north.example", "https://south.example"]
    );
}
