//! Who may do what: opening, inviting, renewing, removing.

use super::stage::{ROOM, Stage, TODAY, handle, numbers, opening};
use countersign_relay::names::Day;
use countersign_relay::store::{Done, Opening, Quota, StoreError};

pub(super) async fn a_mailbox_is_opened_once_however_often_it_is_asked_for(stage: &Stage) {
    let sides = [(handle(1), stage.key()), (handle(2), stage.key())];
    let first = stage.store.open_mailbox(opening(sides)).await;
    let second = stage.store.open_mailbox(opening(sides)).await;
    assert_eq!((first, second), (Ok(Done::Now), Ok(Done::Before)));
}

pub(super) async fn a_key_that_stands_elsewhere_opens_nothing(stage: &Stage) {
    let (own, other) = (stage.key(), stage.key());
    let sides = [(handle(1), own), (handle(2), other)];
    stage.store.open_mailbox(opening(sides)).await.unwrap();
    for sides in [
        [(handle(1), own), (handle(2), stage.key())],
        [(handle(1), stage.key()), (handle(2), other)],
        [(handle(3), own), (handle(2), other)],
    ] {
        let again = stage.store.open_mailbox(opening(sides)).await;
        assert_eq!(again, Err(StoreError::Taken));
    }
    let one = stage.key();
    let with_one_key = [(handle(1), one), (handle(2), one)];
    let again = stage.store.open_mailbox(opening(with_one_key)).await;
    assert_eq!(again, Err(StoreError::Taken));
    assert!(stage.who(one).await.is_none(), "nothing half is left");
}

pub(super) async fn an_organisation_has_no_more_mailboxes_than_it_may(stage: &Stage) {
    let open = async |organisation: &str| {
        let sides = [(handle(1), stage.key()), (handle(2), stage.key())];
        let opening = Opening {
            organisation: organisation.to_owned(),
            mailboxes_max: 2,
            ..opening(sides)
        };
        stage.store.open_mailbox(opening).await
    };
    assert_eq!(open("north").await, Ok(Done::Now));
    assert_eq!(open("north").await, Ok(Done::Now));
    assert_eq!(open("north").await, Err(StoreError::NoMoreMailboxes));
    assert_eq!(open("south").await, Ok(Done::Now));
}

pub(super) async fn an_unknown_key_is_nobody(stage: &Stage) {
    stage.two().await;
    assert!(stage.who(stage.key()).await.is_none());
}

pub(super) async fn an_invited_key_is_renewed_once_and_then_unknown(stage: &Stage) {
    let (karin, invited, magda) = (stage.key(), stage.key(), stage.key());
    let sides = [(handle(1), karin), (handle(2), invited)];
    stage.store.open_mailbox(opening(sides)).await.unwrap();
    assert!(!stage.who(karin).await.unwrap().invited);
    let holder = stage.who(invited).await.unwrap();
    assert!(holder.invited);
    stage.store.renew(holder, magda).await.unwrap();
    assert!(stage.who(invited).await.is_none(), "a photographed card");
    let late = stage.store.renew(holder, stage.key()).await;
    assert_eq!(late, Err(StoreError::UnknownKey));
    let renewed = stage.who(magda).await.unwrap();
    assert!(!renewed.invited);
    assert_eq!(stage.store.renew(renewed, magda).await, Ok(()), "repeated");
}

pub(super) async fn an_invitation_that_nobody_followed_runs_out(stage: &Stage) {
    let (karin, _) = stage.two().await;
    let invited = stage.key();
    stage
        .store
        .invite(karin, handle(3), invited, TODAY)
        .await
        .unwrap();
    let tomorrow = Day(TODAY.0 + 1);
    assert!(stage.store.holder(invited, TODAY).await.unwrap().is_some());
    let late = stage.store.holder(invited, tomorrow).await.unwrap();
    assert!(late.is_none());
}

pub(super) async fn a_key_that_another_has_is_not_taken(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    let renewed = stage.store.renew(magda, karin.digest).await;
    assert_eq!(renewed, Err(StoreError::Taken));
    let invited = stage
        .store
        .invite(magda, handle(4), karin.digest, TODAY)
        .await;
    assert_eq!(invited, Err(StoreError::Taken));
    assert!(stage.who(magda.digest).await.is_some());
    let own = stage
        .store
        .invite(magda, handle(2), stage.key(), TODAY)
        .await;
    assert_eq!(own, Err(StoreError::Taken), "a live handle is not replaced");
}

pub(super) async fn nobody_touches_the_other_side(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    stage.store.remove(karin, handle(2)).await.unwrap();
    assert!(stage.who(magda.digest).await.is_some());
    let taken = stage
        .store
        .invite(karin, handle(2), stage.key(), TODAY)
        .await;
    assert_eq!(taken, Err(StoreError::Taken));
    let tablet = stage.further(karin, handle(3)).await.unwrap();
    assert_eq!(tablet.side, karin.side);
    assert_ne!(tablet.side, magda.side);
}

pub(super) async fn a_side_has_sixteen_keys_and_no_fresh_quota_by_removing(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    for number in 10..25 {
        let device = stage.further(karin, handle(number)).await.unwrap();
        stage.put(device, &[number]).await.unwrap();
    }
    let one_more = stage.further(karin, handle(30)).await;
    assert_eq!(one_more.err(), Some(StoreError::SideFull));
    stage.store.remove(karin, handle(10)).await.unwrap();
    let one_more = stage.further(karin, handle(30)).await;
    assert_eq!(
        one_more.err(),
        Some(StoreError::SideFull),
        "its bundle stays"
    );
    stage.further(magda, handle(30)).await.unwrap();
    let again = stage.further(karin, handle(10)).await.unwrap();
    let one = Quota { bundles: 1, ..ROOM };
    let second = stage.put_within(again, b"second", one).await;
    assert_eq!(second, Err(StoreError::MailboxFull), "the old one counts");
}

pub(super) async fn a_removed_key_writes_nothing_more_and_what_it_wrote_stays(stage: &Stage) {
    let (karin, magda) = stage.two().await;
    let phone = stage.further(magda, handle(5)).await.unwrap();
    stage.put(phone, b"a take-back").await.unwrap();
    stage.store.remove(magda, handle(5)).await.unwrap();
    stage.store.remove(magda, handle(5)).await.unwrap();
    assert!(stage.who(phone.digest).await.is_none());
    assert_eq!(
        stage.put(phone, b"one more").await,
        Err(StoreError::UnknownKey)
    );
    let invites = stage
        .store
        .invite(phone, handle(6), stage.key(), TODAY)
        .await;
    assert_eq!(invites, Err(StoreError::UnknownKey));
    let removes = stage.store.remove(phone, handle(2)).await;
    assert_eq!(removes, Err(StoreError::UnknownKey));
    assert_eq!(numbers(&stage.read(karin).await), [1]);
}

pub(super) async fn a_handle_can_be_invited_again(stage: &Stage) {
    let (karin, _) = stage.two().await;
    let (first, second) = (stage.key(), stage.key());
    let invite = async |key| stage.store.invite(karin, handle(7), key, TODAY).await;
    assert_eq!(invite(first).await, Ok(Done::Now));
    assert_eq!(invite(first).await, Ok(Done::Before));
    assert_eq!(invite(second).await, Ok(Done::Now), "a lost card");
    assert!(stage.who(first).await.is_none());
    stage.store.remove(karin, handle(7)).await.unwrap();
    assert!(stage.who(second).await.is_none());
    assert_eq!(invite(second).await, Ok(Done::Now));
}
