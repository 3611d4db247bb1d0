//! The ways that turned out to be shut while some questions were asked: nobody waits at the same door twice.
//!
//! It exists for a person with many agreements at one relay: where there is no way to it, the first question finds out,
//! and the others are told the same without waiting. It is made anew for each lot of questions; when to try again is
//! decided elsewhere (`app`).

use super::{Answer, Errand, Fault};
use std::collections::BTreeMap;

/// Addresses that cannot be reached now, and why.
#[derive(Debug, Default)]
pub(super) struct ShutWays(BTreeMap<String, Fault>);

impl ShutWays {
    /// What an earlier question met on the way to the same address.
    pub(super) fn met(&self, errand: &Errand) -> Option<Fault> {
        self.0.get(&errand.place.address).copied()
    }

    /// Notes what became of a question.
    pub(super) fn note(&mut self, errand: &Errand, answer: &Result<Answer, Fault>) {
        if let Err(fault) = answer
            && shuts(*fault)
        {
            self.0.insert(errand.place.address.clone(), *fault);
        }
    }
}

/// Whether no other mailbox at that address is worth asking. An answer that was garbled, or that asks for patience, may
/// be about one mailbox alone.
fn shuts(fault: Fault) -> bool {
    match fault {
        Fault::NoWay
        | Fault::TooSlow
        | Fault::NotARelay
        | Fault::Redirected
        | Fault::OtherKey
        | Fault::Unvouched
        | Fault::Clock => true,
        Fault::Malformed | Fault::Refused(_) | Fault::Later { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relay::{Call, Place, Relay};
    use std::sync::Arc;

    struct Always(Fault, usize);

    impl Relay for Always {
        fn ask(&mut self, _: &Errand) -> Result<Answer, Fault> {
            self.1 += 1;
            Err(self.0)
        }
    }

    fn asked(fault: Fault, addresses: &[&str]) -> usize {
        let mut relay = Always(fault, 0);
        let errands = addresses.iter().map(|address| {
            let place = Place {
                address: (*address).to_owned(),
                pin: None,
            };
            Arc::new(Errand {
                place,
                key: None,
                call: Call::About,
            })
        });
        let errands: Vec<Arc<Errand>> = errands.collect();
        let mut told = Vec::new();
        relay.ask_each(&errands, &mut |at, answer| {
            assert_eq!(answer, Err(fault));
            told.push(at);
        });
        assert_eq!(told, (0..addresses.len()).collect::<Vec<_>>());
        relay.1
    }

    #[test]
    fn a_door_that_is_shut_is_knocked_at_once_and_another_is_tried() {
        assert_eq!(asked(Fault::NoWay, &["a", "a", "b", "a", "b"]), 2);
    }

    #[test]
    fn what_may_be_about_one_mailbox_alone_keeps_nobody_from_the_next() {
        assert_eq!(asked(Fault::Later { seconds: 9 }, &["a", "a"]), 2);
        assert_eq!(asked(Fault::Malformed, &["a", "a"]), 2);
    }
}
