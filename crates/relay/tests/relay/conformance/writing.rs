//! Putting bundles, taking them away, and whose room is whose.

use super::stage::{ROOM, Stage, from_the_oldest, numbers};
use countersign_relay::names::BundleId;
use countersign_relay::store::{Done, Kept, PageAsked, Quota, StoreError};
use std::sync::Arc;

pub(super) async fn a_bundle_put_twice_is_kept_once(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    let first = stage.put(magda, b"yes").await.unwrap();
    let second = stage.put(magda, b"yes").await.unwrap();
    assert_eq!((first.number, first.done), (1, Done::Now));
    assert_eq!((second.number, second.done), (1, Done::Before));
    assert_eq!(numbers(&stage.read(karin).await), [1]);
}

pub(super) async fn the_same_bundle_by_two_writers_is_each_ones_own(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    stage.put(karin, b"a take-back of Magda's").await.unwrap();
    let own = stage.put(magda, b"a take-back of Magda's").await.unwrap();
    assert_eq!(own.done, Done::Now);
    let id = BundleId::of(b"a take-back of Magda's");
    stage.store.take_away(karin, id).await.unwrap();
    assert_eq!(numbers(&stage.read(karin).await), [2], "hers is still here");
}

pub(super) async fn one_writers_flood_takes_nothing_from_the_other(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    let three = Quota { bundles: 3, ..ROOM };
    for number in 0..3 {
        stage.put_within(karin, &[number], three).await.unwrap();
    }
    let flood = stage.put_within(karin, b"flood", three).await;
    assert_eq!(flood, Err(StoreError::MailboxFull));
    let repeated = stage.put_within(karin, &[1], three).await;
    assert!(repeated.is_ok(), "what is here may be said again");
    let ten_bytes = Quota { bytes: 10, ..ROOM };
    let large = stage.put_within(magda, &[0; 11], ten_bytes).await;
    assert_eq!(large, Err(StoreError::MailboxFull));
    let exactly = stage.put_within(magda, &[0; 10], ten_bytes).await;
    assert_eq!(
        exactly,
        Ok(Kept {
            number: 4,
            done: Done::Now
        }),
        "what was refused takes no number"
    );
}

pub(super) async fn what_is_taken_away_gives_room_back(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    let one = Quota { bundles: 1, ..ROOM };
    stage.put_within(magda, b"first", one).await.unwrap();
    let id = BundleId::of(b"first");
    stage.store.take_away(magda, id).await.unwrap();
    stage.store.take_away(magda, id).await.unwrap();
    let fill = stage.store.fill(magda).await.unwrap();
    assert_eq!((fill.bundles, fill.bytes), (0, 0));
    let second = stage.put_within(magda, b"second", one).await.unwrap();
    assert_eq!(second.number, 2, "numbers are never given out twice");
    assert_eq!(numbers(&stage.read(karin).await), [2]);
}

pub(super) async fn nobody_takes_away_what_another_put(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    stage.put(magda, b"a take-back").await.unwrap();
    let id = BundleId::of(b"a take-back");
    stage.store.take_away(karin, id).await.unwrap();
    assert_eq!(numbers(&stage.read(karin).await), [1]);
}

/// The promise of the cursor: whoever has seen *n* misses nothing below.
pub(super) async fn numbers_come_in_order_to_who_reads_while_many_write(stage: &Stage) {
    const WRITERS: u8 = 8;
    const EACH: u8 = 12;
    let (karin, magda) = stage.two().await;
    let writing: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let store = Arc::clone(&stage.store);
            tokio::spawn(async move {
                for number in 0..EACH {
                    let envelope = vec![writer, number];
                    let delivery = countersign_relay::store::Delivery {
                        id: BundleId::of(&envelope),
                        envelope,
                        quota: ROOM,
                        today: super::stage::TODAY,
                    };
                    store.put(magda, delivery).await.unwrap();
                }
            })
        })
        .collect();
    let mut seen = Vec::new();
    let mut asked = from_the_oldest();
    while seen.len() < usize::from(WRITERS * EACH) {
        let page = stage.store.page(karin, asked).await.unwrap();
        seen.extend(numbers(&page));
        asked = PageAsked {
            after: Some(page.next),
            ..asked
        };
    }
    for task in writing {
        task.await.unwrap();
    }
    let all: Vec<u64> = (1..=u64::from(WRITERS * EACH)).collect();
    assert_eq!(seen, all, "each once, none passed over");
}
