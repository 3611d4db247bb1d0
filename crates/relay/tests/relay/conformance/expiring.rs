//! What goes by itself, and what must not.

use super::stage::{ROOM, Stage, TODAY, handle, numbers, opening};
use countersign_relay::names::{BundleId, Day};
use countersign_relay::store::{Delivery, Done, Expired, Expiry, Opening};

fn nothing() -> Expiry {
    Expiry {
        bundles_before: Day(0),
        mailboxes_before: Day(0),
        invited_before: Day(0),
    }
}

pub(super) async fn old_bundles_go_and_numbers_stay(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    let old = Delivery {
        id: BundleId::of(b"old"),
        envelope: b"old".to_vec(),
        quota: ROOM,
        today: TODAY.before(91),
    };
    stage.store.put(magda, old).await.unwrap();
    stage.put(magda, b"new").await.unwrap();
    let expiry = Expiry {
        bundles_before: TODAY.before(90),
        ..nothing()
    };
    let expired = stage.store.expire(expiry).await.unwrap();
    assert_eq!((expired.bundles, expired.mailboxes), (1, 0));
    assert_eq!(
        stage.store.expire(expiry).await.unwrap(),
        Expired::default()
    );
    assert_eq!(numbers(&stage.read(karin).await), [2]);
    let fill = stage.store.fill(magda).await.unwrap();
    assert_eq!((fill.bundles, fill.bytes), (1, 3));
    assert_eq!(stage.put(magda, b"newer").await.unwrap().number, 3);
}

pub(super) async fn a_mailbox_that_nobody_uses_goes(stage: &Stage) {
    let open = async || {
        let sides = [(handle(1), stage.key()), (handle(2), stage.key())];
        let opening = Opening {
            mailboxes_max: 2,
            ..opening(sides)
        };
        stage.store.open_mailbox(opening).await.map(|_| sides[0].1)
    };
    let used = stage.who(open().await.unwrap()).await.unwrap();
    let unused = stage.who(open().await.unwrap()).await.unwrap();
    stage.put(unused, b"one").await.unwrap();
    assert!(open().await.is_err());
    let later = Day(TODAY.0 + 401);
    stage.store.touch(used.mailbox, later).await.unwrap();
    stage.store.touch(used.mailbox, TODAY).await.unwrap();
    let expiry = Expiry {
        mailboxes_before: later.before(400),
        ..nothing()
    };
    let expired = stage.store.expire(expiry).await.unwrap();
    assert_eq!((expired.bundles, expired.mailboxes), (1, 1));
    assert!(stage.who(unused.digest).await.is_none());
    assert_eq!(stage.who(used.digest).await.unwrap().used.0, later.0);
    assert!(open().await.is_ok(), "there is room for one again");
}

pub(super) async fn a_mailbox_that_nobody_can_read_goes(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    stage.put(magda, b"one").await.unwrap();
    let invited = stage.key();
    let store = &stage.store;
    store.remove(karin, handle(1)).await.unwrap();
    assert_eq!(store.expire(nothing()).await.unwrap(), Expired::default());
    let again = store.invite(magda, handle(9), invited, TODAY).await;
    assert_eq!(again, Ok(Done::Now));
    store.remove(magda, handle(2)).await.unwrap();
    assert_eq!(store.expire(nothing()).await.unwrap(), Expired::default());
    let stale = Expiry {
        invited_before: Day(TODAY.0 + 1),
        ..nothing()
    };
    let expired = store.expire(stale).await.unwrap();
    assert_eq!((expired.bundles, expired.mailboxes), (1, 1));
}
