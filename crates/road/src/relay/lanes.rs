//! A page in lanes: what waits in a mailbox, fetched over several connections beside each other.
//!
//! It exists because one connection over a poor line carries little, however much the line could. Who has one new bundle
//! waiting, as on most days, is answered by the first question. Where there is more, the relay is asked for its newest
//! number, and the numbers up to there are shared out among the lanes. Nothing is believed for it: lanes are joined as
//! far as each reaches the place where the next begins, and the rest is asked for again.

use super::http::Asker;
use super::{Answer, Call, Errand, Fault};
use countersign_wire::relay::{Cursor, Page};
use std::sync::Arc;
use tokio::task::JoinSet;

/// Lanes beside each other: half of what a relay lets one key have under way.
const LANES: u64 = 4;

/// Numbers that a lane covers at most, so that a joined page needs no more memory than a full one.
const LANE_NUMBERS_MAX: u64 = 4;

/// The numbers of a lane: behind the first, up to and with the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lane {
    behind: u64,
    last: u64,
}

/// Fetches what came after a cursor.
pub(super) async fn fetch(asker: &Arc<Asker>, errand: &Errand) -> Result<Answer, Fault> {
    let Answer::Page(mut whole) = asker.ask_over(errand, Some(1)).await? else {
        return Err(Fault::Malformed);
    };
    if whole.more {
        let newest = newest(asker, errand).await?;
        let newest = newest.filter(|newest| newest.epoch == whole.next.epoch);
        let from = whole.next;
        let lanes = lanes(from.number, newest.map_or(0, |newest| newest.number));
        let pages = pages(asker, errand, from.epoch, &lanes).await;
        join(&mut whole, &lanes, pages);
    }
    Ok(Answer::Page(whole))
}

async fn newest(asker: &Asker, errand: &Errand) -> Result<Option<Cursor>, Fault> {
    let asked = asker.ask_over(&like(errand, Call::Fullness), None).await?;
    if let Answer::Fullness(fullness) = asked {
        return Ok(fullness.newest);
    }
    Err(Fault::Malformed)
}

/// Shares the numbers out; at least one lane, where nobody knows how many there are.
fn lanes(behind: u64, newest: u64) -> Vec<Lane> {
    let waiting = newest.saturating_sub(behind);
    let each = waiting.div_ceil(LANES).clamp(1, LANE_NUMBERS_MAX);
    let lanes = (0..LANES).map(|at| {
        let behind = behind.saturating_add(at * each);
        let last = behind.saturating_add(each);
        Lane { behind, last }
    });
    lanes
        .enumerate()
        .take_while(|(at, lane)| *at == 0 || lane.behind < newest)
        .map(|(_, lane)| lane)
        .collect()
}

/// Asks in every lane; a lane that got no answer has none.
async fn pages(
    asker: &Arc<Asker>,
    errand: &Errand,
    epoch: u64,
    lanes: &[Lane],
) -> Vec<Option<Page>> {
    let mut asking = JoinSet::new();
    for (at, lane) in lanes.iter().enumerate() {
        let number = lane.behind;
        let errand = like(errand, Call::Fetch(Some(Cursor { epoch, number })));
        let (asker, most) = (Arc::clone(asker), (lane.last - lane.behind).max(1));
        asking.spawn(async move { (at, asker.ask_over(&errand, Some(most)).await) });
    }
    let mut pages: Vec<Option<Page>> = lanes.iter().map(|_| None).collect();
    while let Some(asked) = asking.join_next().await {
        if let Ok((at, Ok(Answer::Page(page)))) = asked
            && let Some(place) = pages.get_mut(at)
        {
            *place = Some(page);
        }
    }
    pages
}

/// Adds the lanes to a page, each as far as it reaches.
fn join(whole: &mut Page, lanes: &[Lane], pages: Vec<Option<Page>>) {
    for (at, (lane, page)) in lanes.iter().zip(pages).enumerate() {
        let sound =
            |page: &Page| page.next.epoch == whole.next.epoch && page.next.number >= lane.behind;
        let Some(page) = page.filter(sound) else {
            return;
        };
        let end = at + 1 == lanes.len();
        let to = if end { u64::MAX } else { lane.last };
        let inside = |number: u64| number > lane.behind && number <= to;
        let parcels = page.parcels.into_iter();
        whole.parcels.extend(parcels.filter(|it| inside(it.number)));
        let cut = page.more && page.next.number < lane.last;
        if end || cut {
            (whole.next, whole.more) = (page.next, page.more);
            return;
        }
        whole.next.number = lane.last;
    }
}

/// The same mailbox, asked something else.
fn like(errand: &Errand, call: Call) -> Errand {
    Errand {
        place: errand.place.clone(),
        key: errand.key.clone(),
        call,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_wire::relay::Parcel;
    use proptest::prelude::*;

    /// What an honest relay answers, with these numbers waiting.
    fn answer(waiting: &[u64], newest: u64, behind: u64, most: u64) -> Page {
        let most = usize::try_from(most).unwrap();
        let behind = if behind > newest { 0 } else { behind };
        let mut rest = waiting.iter().filter(|number| **number > behind);
        let parcels: Vec<Parcel> = rest
            .by_ref()
            .take(most)
            .map(|number| Parcel {
                number: *number,
                envelope: vec![1],
            })
            .collect();
        let more = rest.next().is_some();
        let last = parcels.last().filter(|_| more);
        let number = last.map_or(newest, |last| last.number);
        Page {
            next: Cursor { epoch: 7, number },
            more,
            parcels,
        }
    }

    fn numbers(page: &Page) -> Vec<u64> {
        page.parcels.iter().map(|it| it.number).collect()
    }

    #[test]
    fn numbers_are_shared_out_and_a_lane_is_never_long() {
        let told = |behind, newest| {
            let lanes = lanes(behind, newest);
            lanes
                .iter()
                .map(|it| (it.behind, it.last))
                .collect::<Vec<_>>()
        };
        assert_eq!(told(1, 5), [(1, 2), (2, 3), (3, 4), (4, 5)]);
        assert_eq!(told(1, 3), [(1, 2), (2, 3)]);
        assert_eq!(told(10, 0), [(10, 11)]);
        assert_eq!(told(0, u64::MAX), [(0, 4), (4, 8), (8, 12), (12, 16)]);
        assert_eq!(told(u64::MAX, u64::MAX), [(u64::MAX, u64::MAX)]);
    }

    proptest! {
        #[test]
        fn whatever_waits_comes_once_and_in_order(
            gaps in prop::collection::vec(1_u64..4, 1..40),
            tail in 0_u64..3,
            lost in prop::collection::btree_set(0_usize..4, 0..3),
        ) {
            let waiting: Vec<u64> = gaps
                .iter()
                .scan(0, |number, gap| {
                    *number += gap;
                    Some(*number)
                })
                .collect();
            let newest = waiting.last().unwrap() + tail;
            let (mut seen, mut behind, mut turn) = (Vec::new(), 0, 0);
            loop {
                let mut whole = answer(&waiting, newest, behind, 1);
                if whole.more {
                    let lanes = lanes(whole.next.number, newest);
                    let pages = lanes.iter().enumerate().map(|(at, lane)| {
                        let gone = turn == 0 && lost.contains(&at);
                        (!gone).then(|| answer(&waiting, newest, lane.behind, lane.last - lane.behind))
                    });
                    let pages = pages.collect();
                    join(&mut whole, &lanes, pages);
                }
                seen.extend(numbers(&whole));
                prop_assert!(whole.next.number >= behind);
                behind = whole.next.number;
                turn += 1;
                if !whole.more {
                    break;
                }
                prop_assert!(turn < 100);
            }
            prop_assert_eq!(seen, waiting);
        }
    }
}
