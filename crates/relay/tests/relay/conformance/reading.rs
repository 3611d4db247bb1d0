//! Pages, cursors, and how full a mailbox is.

use super::stage::{EPOCH, Stage, from_the_oldest, handle, numbers};
use countersign_relay::store::PageAsked;
use countersign_wire::relay::{Cursor, PAGE_BYTES_MAX};

fn after(number: u64) -> PageAsked {
    PageAsked {
        after: Some(Cursor {
            epoch: EPOCH,
            number,
        }),
        ..from_the_oldest()
    }
}

pub(super) async fn a_page_holds_what_others_put_in_order(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    let empty = stage.read(karin).await;
    assert_eq!((empty.parcels.len(), empty.next.number), (0, 0));
    stage.put(magda, b"one").await.unwrap();
    stage.put(karin, b"two").await.unwrap();
    stage.put(magda, b"three").await.unwrap();
    stage.put(karin, b"four").await.unwrap();
    let page = stage.read(karin).await;
    assert_eq!(numbers(&page), [1, 3]);
    assert_eq!(page.parcels[1].envelope, b"three");
    assert!(!page.more);
    let end = Cursor {
        epoch: EPOCH,
        number: 4,
    };
    assert_eq!(page.next, end, "one's own need not be asked for again");
    let rest = stage.store.page(karin, after(1)).await.unwrap();
    assert_eq!(numbers(&rest), [3]);
    let own = PageAsked {
        own: true,
        ..from_the_oldest()
    };
    let all = stage.store.page(karin, own).await.unwrap();
    assert_eq!(numbers(&all), [1, 2, 3, 4]);
}

pub(super) async fn a_page_ends_at_its_count_and_at_its_bytes(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    let large = PAGE_BYTES_MAX / 16;
    for number in 0..18_u8 {
        stage.put(magda, &vec![number; large]).await.unwrap();
    }
    let three = PageAsked {
        count_max: 3,
        ..from_the_oldest()
    };
    let page = stage.store.page(karin, three).await.unwrap();
    assert_eq!((numbers(&page), page.more), (vec![1, 2, 3], true));
    assert_eq!(page.next.number, 3);
    let page = stage.read(karin).await;
    assert_eq!((page.parcels.len(), page.more), (15, true));
    assert!(page.encode().unwrap().len() <= PAGE_BYTES_MAX);
    let rest = stage.store.page(karin, after(15)).await.unwrap();
    assert_eq!((numbers(&rest), rest.more), (vec![16, 17, 18], false));
}

pub(super) async fn a_cursor_of_another_epoch_or_from_beyond_begins_anew(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    stage.put(magda, b"one").await.unwrap();
    let other_epoch = PageAsked {
        after: Some(Cursor {
            epoch: EPOCH + 1,
            number: 1,
        }),
        ..from_the_oldest()
    };
    for asked in [other_epoch, after(2), after(u64::MAX)] {
        let page = stage.store.page(karin, asked).await.unwrap();
        assert_eq!((numbers(&page), page.next.number), (vec![1], 1));
    }
    stage.store.renew_epoch(77).await.unwrap();
    let page = stage.store.page(karin, after(1)).await.unwrap();
    assert_eq!((numbers(&page), page.next.epoch), (vec![1], 77));
    stage.store.well().await.unwrap();
    assert_eq!(stage.store.epoch(), 77, "it lasts");
}

pub(super) async fn a_mailbox_shows_its_fill(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    stage.put(magda, b"12345").await.unwrap();
    stage.put(karin, b"123").await.unwrap();
    let tablet = stage.further(magda, handle(5)).await.unwrap();
    let fill = stage.store.fill(tablet).await.unwrap();
    assert_eq!((fill.bundles, fill.bytes, fill.newest.number), (0, 0, 2));
    assert!(fill.handles == [handle(5), handle(2)], "own first");
    let fill = stage.store.fill(magda).await.unwrap();
    assert_eq!((fill.bundles, fill.bytes), (1, 5));
    let fill = stage.store.fill(karin).await.unwrap();
    assert!(fill.handles == [handle(1)], "not those of the other side");
}

pub(super) async fn newest_numbers_are_told_for_many(stage: &Stage) {
    let (karin, _) = stage.two().await;
    let (second, _) = stage.two().await;
    stage.put(karin, b"one").await.unwrap();
    let mut newest = stage
        .store
        .newest(&[karin.mailbox, second.mailbox])
        .await
        .unwrap();
    newest.sort();
    assert!(newest == [(karin.mailbox, 1), (second.mailbox, 0)]);
}
