//! What is done behind the scenes: looking whether the store is well, waking by asking, expiring.

use crate::calls::Relay;
use crate::log::{Event, log};
use crate::store::{Expired, Expiry, StoreError};
use crate::world;
use countersign_wire::relay::INVITED_DAYS;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// Between two looks whether the store is well.
const LOOK: Duration = Duration::from_secs(5);

/// Between two questions for what is newest where somebody waits: hints may be lost.
const ASK: Duration = Duration::from_secs(10);

/// Between two rounds of expiring.
const ROUND: Duration = Duration::from_secs(10 * 60);

/// A pause after each step of a round, so that whoever puts is not kept waiting.
const PAUSE: Duration = Duration::from_millis(20);

/// Steps of one round at most.
const STEPS_MAX: usize = 10_000;

/// Works until the store is broken; whoever is told so should end the process.
pub async fn until_broken(relay: Arc<Relay>) -> StoreError {
    let mut looking = beat(LOOK);
    let mut asking = beat(ASK);
    let mut expiring = beat(ROUND);
    loop {
        let (work, outcome) = tokio::select! {
            _ = looking.tick() => ("looking", look(&relay).await),
            _ = asking.tick() => ("asking", ask(&relay).await),
            _ = expiring.tick() => ("expiring", expire(&relay).await),
        };
        match outcome {
            Ok(()) => {}
            Err(StoreError::Broken(reason)) => return StoreError::Broken(reason),
            Err(error) => log(&Event::Behind {
                work,
                reason: &error.to_string(),
            }),
        }
    }
}

fn beat(period: Duration) -> tokio::time::Interval {
    let mut beat = interval(period);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beat
}

async fn look(relay: &Relay) -> Result<(), StoreError> {
    let well = relay.store.well().await;
    relay.well.store(well.is_ok(), Ordering::Release);
    well
}

async fn ask(relay: &Relay) -> Result<(), StoreError> {
    let watched = relay.hub.watched();
    for some in watched.chunks(1_000) {
        for (mailbox, number) in relay.store.newest(some).await? {
            relay.hub.wake(mailbox, None, number);
        }
    }
    Ok(())
}

async fn expire(relay: &Relay) -> Result<(), StoreError> {
    let today = world::today();
    let expiry = Expiry {
        bundles_before: today.before(relay.config.keep_days),
        mailboxes_before: today.before(relay.config.unused_days),
        invited_before: today.before(INVITED_DAYS),
    };
    let mut sum = Expired::default();
    for _ in 0..STEPS_MAX {
        let step = relay.store.expire(expiry).await?;
        if step == Expired::default() {
            break;
        }
        sum.bundles += step.bundles;
        sum.mailboxes += step.mailboxes;
        tokio::time::sleep(PAUSE).await;
    }
    if sum != Expired::default() {
        let expired = &relay.metrics.bundles_expired;
        expired.fetch_add(sum.bundles, Ordering::Relaxed);
        log(&Event::Expired {
            bundles: sum.bundles,
            mailboxes: sum.mailboxes,
        });
    }
    Ok(())
}
