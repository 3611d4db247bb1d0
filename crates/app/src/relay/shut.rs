//! The ways that turned out to be shut while some questions were asked: nobody waits at the same door twice.
//!
//! It exists for a person with many agreements at one relay: where there is no way to it, the first question finds out,
//! and the others are told the same without waiting. It is made anew for each lot of questions; when to try again is
//! the pace's.

use std::collections::BTreeMap;

use countersign_road::{Answer, Errand, Fault, Relay};

/// Addresses that cannot be reached now, and why.
#[derive(Debug, Default)]
pub struct ShutWays(BTreeMap<String, Fault>);

impl ShutWays {
    /// Asks, unless an earlier question has shown that there is no way to that address.
    ///
    /// # Errors
    /// The relay's, or the one that an earlier question met on the way.
    pub fn ask(&mut self, relay: &mut dyn Relay, errand: &Errand) -> Result<Answer, Fault> {
        let address = &errand.place.address;
        if let Some(fault) = self.0.get(address) {
            return Err(*fault);
        }
        let answer = relay.ask(errand);
        if let Err(fault) = answer
            && shuts(fault)
        {
            self.0.insert(address.clone(), fault);
        }
        answer
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
    use countersign_road::{Call, Place};

    struct Always(Fault, usize);

    impl Relay for Always {
        fn ask(&mut self, _: &Errand) -> Result<Answer, Fault> {
            self.1 += 1;
            Err(self.0)
        }
    }

    fn asked(fault: Fault, addresses: &[&str]) -> usize {
        let mut relay = Always(fault, 0);
        let mut shut = ShutWays::default();
        for address in addresses {
            let place = Place {
                address: (*address).to_owned(),
                pin: None,
            };
            let errand = Errand {
                place,
                key: None,
                call: Call::About,
            };
            assert_eq!(shut.ask(&mut relay, &errand), Err(fault));
        }
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
